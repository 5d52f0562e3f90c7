/** What a platform cannot do as the others do: the cases of the contract that do not hold there, and why. */

const OWN_STORE = "What is sent waits in the office's own store: no platform stands between that could refuse or fail."

export const DEVIATIONS = {
  Telegram: {},
  Slack: {
    'a place arrives as a point': 'Slack has no places; people write them.',
    'what cannot be read is named': 'Slack has no stickers and no contacts; clips are tested on their own.',
    'whoever blocked the bot is unreachable': 'On Slack nobody can block an app; who leaves is deactivated.',
  },
  Web: {
    'whoever blocked the bot is unreachable': 'Nobody can block a page; who leaves it has no session any more.',
    'photos of one message are one act, with its words':
      'The page sends each file by itself, its words with the first.',
    'what cannot be read is named': 'The page sends nothing that can not be read.',
    'what is deleted was said all the same, and deleting it is no act':
      'The page does not let people delete one message; they forget all of them.',
    'an edit arrives as an edit': 'The page does not let people edit what they have sent.',
    'a file of 21 MB is refused without being fetched': 'The page is told 413, and the core hears nothing of it.',
    'an update that the platform repeats has the same id, and different ones differ':
      'The inbox knows what comes again by its id, and hands it over once.',
    'an update that always fails is passed over at last, and those after it are dealt with':
      'The page is told each time, and the person decides; the gateway answers every other fault by itself.',
    'a pause that the platform asks for is passed on in milliseconds, for that chat alone': OWN_STORE,
    'several chats that are refused at once mean the whole channel': OWN_STORE,
    'a message that was stopped between its parts goes on where it stopped': OWN_STORE,
    'a platform that is down is tried later': OWN_STORE,
    'when the answer is lost nobody knows whether it arrived: it may be said twice, never not at all': OWN_STORE,
    'a token that no longer holds pauses the channel and is told to the operator once': OWN_STORE,
    'an edit whose answer was lost is asked for again': OWN_STORE,
    'an edit that comes too fast waits as long as the platform asks, and is made once': OWN_STORE,
    'what is gone from the chat is not editable': 'A person can not take one message away, only all of them at once.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>
