package vision.bff.cache;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.KeyGenerator;

import vision.bff.session.Session;

/**
 * The key of whatever is cached is the session that it belongs to. Without one there is
 * no key.
 */
final class OwnerKeys implements KeyGenerator {

	@Override
	public Object generate(Object target, Method method, @Nullable Object... params) {
		if (params.length > 0 && params[0] instanceof Session session) {
			return session.fingerprint();
		}
		throw new IllegalStateException("What is cached must belong to a session: " + method.getName());
	}

}
