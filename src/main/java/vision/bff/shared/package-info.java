/**
 * What the replicas of the service share: everything that speaks to Valkey or Redis, one
 * adapter for each port. Nothing of it is loaded where no store is named.
 */
@NullMarked
package vision.bff.shared;

import org.jspecify.annotations.NullMarked;
