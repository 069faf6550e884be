package vision.bff.media;

import java.net.URI;

import vision.bff.session.Session;

/**
 * The links of ours that stand for addresses of the site.
 *
 * @param site the address of the site; nothing of another server gets a link
 */
public record MediaLinks(URI site) {

	/** Whether {@code /media} is there, and handed out. */
	public static final String PROXY = "vision.media.proxy";

	/** Links as one session gets them, and nobody else can use them. */
	public SessionLinks of(Session session) {
		return new SessionLinks(this, session);
	}

	boolean isOfTheSite(URI address) {
		return this.site.getScheme().equalsIgnoreCase(address.getScheme())
				&& this.site.getHost().equalsIgnoreCase(address.getHost()) && address.getRawUserInfo() == null
				&& port(this.site) == port(address);
	}

	private static int port(URI address) {
		if (address.getPort() != -1) {
			return address.getPort();
		}
		return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
	}

}
