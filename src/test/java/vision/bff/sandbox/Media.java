package vision.bff.sandbox;

/**
 * The file of a message.
 *
 * @param path where it is, below the root of the site
 */
record Media(FileType type, String path) {
}
