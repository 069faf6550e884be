package vision.bff.live.web;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Why a stream ends although nothing is wrong.
 *
 * @param reason {@code shutdown} or {@code renewal}
 * @param retryMillis when the client is to come back
 */
record Farewell(String reason, @JsonIgnore long retryMillis) {
}
