package vision.bff.sandbox;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which site the sandbox stands in for.
 */
public record SandboxSettings(Dialect dialect, Set<Quirk> quirks, UploadLimits uploads) {

	/**
	 * Release A without quirks.
	 */
	public static final SandboxSettings DEFAULT = new SandboxSettings(Dialect.A, Set.of(), UploadLimits.DEFAULT);

	public SandboxSettings {
		quirks = Set.copyOf(quirks);
	}

	public SandboxSettings with(Dialect dialect) {
		return new SandboxSettings(dialect, this.quirks, this.uploads);
	}

	public SandboxSettings with(Quirk... more) {
		Set<Quirk> all = new HashSet<>(this.quirks);
		all.addAll(Arrays.asList(more));
		return new SandboxSettings(this.dialect, all, this.uploads);
	}

	public SandboxSettings without(Quirk... fewer) {
		Set<Quirk> rest = new HashSet<>(this.quirks);
		Arrays.asList(fewer).forEach(rest::remove);
		return new SandboxSettings(this.dialect, rest, this.uploads);
	}

	public SandboxSettings with(UploadLimits uploads) {
		return new SandboxSettings(this.dialect, this.quirks, uploads);
	}

	boolean has(Quirk quirk) {
		return this.quirks.contains(quirk);
	}

}
