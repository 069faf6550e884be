package vision.bff.web;

import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Reads JSON in which no field is there twice, as it would depend on the reader which one
 * counts (RFC 8259 section 4). Writes JSON once all of it is there: nobody gets half an
 * answer, and it goes out with its length in one part, where the end of chunks would be a
 * part of its own.
 */
class WholeJson extends JacksonJsonHttpMessageConverter {

	WholeJson(JsonMapper jsonMapper) {
		super(jsonMapper.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
	}

	@Override
	protected void writeInternal(Object object, ResolvableType type, HttpOutputMessage output,
			@Nullable Map<String, Object> hints) throws IOException {
		byte[] json = getMapper().writeValueAsBytes(object);
		output.getHeaders().setContentLength(json.length);
		output.getBody().write(json);
	}

}
