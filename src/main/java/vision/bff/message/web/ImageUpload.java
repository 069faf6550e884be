package vision.bff.message.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

import vision.bff.message.OutgoingImage;
import vision.bff.problem.ProblemException;

/**
 * Finds the one part {@code image} of a multipart body (RFC 7578).
 */
final class ImageUpload {

	private static final long MAX_FRAMING = 64L * 1024;

	/**
	 * Nobody reads the name of the file, which can be as long as a file system lets it.
	 */
	private static final int MAX_PART_HEADERS = 4 * 1024;

	private ImageUpload() {
	}

	/**
	 * @throws ProblemException {@code invalid-request}, {@code image-too-large},
	 * {@code upload-stalled} or {@code unsupported-media-type}; but for the last also
	 * while it is read
	 */
	static OutgoingImage in(HttpServletRequest request, UploadProperties properties) {
		if (request.getContentLengthLong() > UploadProgress.MAX_BYTES + MAX_FRAMING) {
			throw UploadProblem.tooLarge();
		}
		try {
			JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> upload = new JakartaServletFileUpload<>();
			upload.setMaxPartHeaderSize(MAX_PART_HEADERS);
			FileItemInputIterator parts = upload.getItemIterator(request);
			if (!parts.hasNext()) {
				throw UploadProblem.notOneImage();
			}
			FileItemInput part = parts.next();
			if (part.isFormField() || !"image".equals(part.getFieldName())) {
				throw UploadProblem.notOneImage();
			}
			return OutgoingImage.of(new ArrivingImage(part.getInputStream(), parts, new UploadProgress(properties)));
		}
		catch (IOException ex) {
			throw UploadProblem.of(ex);
		}
	}

}
