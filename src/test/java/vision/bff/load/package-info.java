/**
 * Tests that load, starve or attack the built jar, as small as it is in its image.
 */
@org.jspecify.annotations.NullMarked
package vision.bff.load;
