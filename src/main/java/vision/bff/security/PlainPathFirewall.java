package vision.bff.security;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Only paths are its matter: Tomcat refuses malformed headers before, and the controllers
 * answer methods that are not offered.
 */
final class PlainPathFirewall extends StrictHttpFirewall {

	PlainPathFirewall() {
		setUnsafeAllowAnyHttpMethod(true);
		setAllowedHeaderNames((name) -> true);
		setAllowedHeaderValues((value) -> true);
		setAllowedParameterNames((name) -> true);
	}

}
