package vision.bff.web;

import java.net.InetAddress;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.AccessLog;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Takes whoever calls from the machine itself for an operator, and nobody else.
 */
class OperatorFilter extends AnonymousAuthenticationFilter {

	OperatorFilter() {
		super("stranger", "stranger", AuthorityUtils.createAuthorityList("ROLE_STRANGER"));
	}

	@Override
	protected Authentication createAuthentication(HttpServletRequest request) {
		return isFromHere(request) ? UsernamePasswordAuthenticationToken.authenticated("operator", null,
				List.of(new SimpleGrantedAuthority("ROLE_OPERATOR"))) : super.createAuthentication(request);
	}

	/**
	 * An address that a proxy tells of is not the one that calls.
	 */
	private static boolean isFromHere(HttpServletRequest request) {
		return request.getAttribute(AccessLog.REMOTE_ADDR_ATTRIBUTE) == null
				&& InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
	}

}
