package vision.bff.sandbox;

/**
 * How large an upload may be, in bytes, in the order in which it comes through.
 *
 * @param webServer beyond it a request is a real 413 in HTML
 * @param phpPost beyond it all fields of a form vanish, so that a session in the body is
 * falsely unauthorized
 * @param phpUpload beyond it an image is missing, a code 500
 * @param site beyond it an image is refused, a code 500
 */
public record UploadLimits(long webServer, long phpPost, long phpUpload, long site) {

	/**
	 * No limit of the web server, and PHP and the site as they come.
	 */
	public static final UploadLimits DEFAULT = new UploadLimits(Long.MAX_VALUE, 8L << 20, 2L << 20, 2L << 20);

	public UploadLimits withWebServer(long bytes) {
		return new UploadLimits(bytes, this.phpPost, this.phpUpload, this.site);
	}

	public UploadLimits withPhpPost(long bytes) {
		return new UploadLimits(this.webServer, bytes, this.phpUpload, this.site);
	}

	public UploadLimits withPhpUpload(long bytes) {
		return new UploadLimits(this.webServer, this.phpPost, bytes, this.site);
	}

	public UploadLimits withSite(long bytes) {
		return new UploadLimits(this.webServer, this.phpPost, this.phpUpload, bytes);
	}

}
