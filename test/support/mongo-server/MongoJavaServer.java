import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * mongo-java-server on one H2 file, with what it says kept: every answered write is in the file.
 * Arguments: data file, port (0: any). Prints "listening on 127.0.0.1:PORT"; ends when standard input closes.
 */
public final class MongoJavaServer {
  private static final Set<String> READS = Set.of(
      "find", "getmore", "aggregate", "count", "distinct", "killcursors", "listcollections", "listindexes",
      "listdatabases", "hello", "ismaster", "ping", "buildinfo", "serverstatus", "endsessions", "whatsmyuri");

  private MongoJavaServer() {}

  public static void main(String[] args) throws IOException {
    // No auto-commit: it could store half of a write. A chunk of a past version is reused at once.
    MVStore store = new MVStore.Builder().fileName(args[0]).autoCommitDisabled().cacheSize(256).open();
    store.setVersionsToKeep(0);
    store.setRetentionTime(0);

    MongoServer server = new MongoServer(new KeepingBackend(store).version(new Version5()));
    server.bind("127.0.0.1", Integer.parseInt(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    System.out.println("listening on 127.0.0.1:" + server.getLocalAddress().getPort());

    while (System.in.read() >= 0) { // the parent writes nothing; the end of its pipe is the end of us
    }
    System.exit(0);
  }

  /** One write at a time, committed to the file before its answer leaves. */
  private static final class KeepingBackend extends H2Backend {
    private final Object oneWrite = new Object();

    KeepingBackend(MVStore store) {
      super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      String command = message.getDocument().keySet().iterator().next().toLowerCase();
      if (READS.contains(command)) return super.handleMessage(message);
      synchronized (oneWrite) {
        try {
          return super.handleMessage(message);
        } finally {
          getMvStore().commit();
        }
      }
    }
  }

  /** The library's own 5.0 reports wire version 8 and the driver asks for 9; 13 is what MongoDB 5.0 reports. */
  private static final class Version5 implements MongoVersion {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }
  }
}
