package vision.bff.live;

import java.util.List;

/**
 * What is told to a client at once.
 *
 * @param idWithin the id of each but the last event: whoever has only some of them is to
 * be told the rest, whatever happens meanwhile
 * @param idAfter the id of the last event
 */
public record News(List<LiveEvent> events, String idWithin, String idAfter) {
}
