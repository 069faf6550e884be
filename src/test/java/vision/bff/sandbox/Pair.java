package vision.bff.sandbox;

record Pair(long lower, long higher) {

	static Pair of(long one, long another) {
		return new Pair(Math.min(one, another), Math.max(one, another));
	}

}
