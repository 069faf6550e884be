package vision.bff.problem.web;

import org.springframework.web.util.HtmlUtils;

record HtmlPage(String title, String htmlContent) {

	String html() {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<meta charset="utf-8">
				<title>%1$s - Vision BFF</title>
				<h1>%1$s</h1>
				%2$s
				</html>
				""".formatted(HtmlUtils.htmlEscape(this.title), this.htmlContent);
	}

}
