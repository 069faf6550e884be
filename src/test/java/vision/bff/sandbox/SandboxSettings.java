package vision.bff.sandbox;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which site the sandbox stands in for.
 *
 * @param publicUrl where a browser finds its pictures, without a slash at the end;
 * {@code null} for the host that was asked for
 */
public record SandboxSettings(Dialect dialect, Set<Quirk> quirks, UploadLimits uploads, @Nullable String publicUrl) {

	/**
	 * Release A without quirks.
	 */
	public static final SandboxSettings DEFAULT = new SandboxSettings(Dialect.A, Set.of(), UploadLimits.DEFAULT, null);

	public SandboxSettings {
		quirks = Set.copyOf(quirks);
	}

	public SandboxSettings with(Dialect dialect) {
		return new SandboxSettings(dialect, this.quirks, this.uploads, this.publicUrl);
	}

	public SandboxSettings with(Quirk... more) {
		Set<Quirk> all = new HashSet<>(this.quirks);
		all.addAll(Arrays.asList(more));
		return new SandboxSettings(this.dialect, all, this.uploads, this.publicUrl);
	}

	public SandboxSettings without(Quirk... fewer) {
		Set<Quirk> rest = new HashSet<>(this.quirks);
		Arrays.asList(fewer).forEach(rest::remove);
		return new SandboxSettings(this.dialect, rest, this.uploads, this.publicUrl);
	}

	public SandboxSettings with(UploadLimits uploads) {
		return new SandboxSettings(this.dialect, this.quirks, uploads, this.publicUrl);
	}

	public SandboxSettings withPublicUrl(String publicUrl) {
		return new SandboxSettings(this.dialect, this.quirks, this.uploads, publicUrl);
	}

	boolean has(Quirk quirk) {
		return this.quirks.contains(quirk);
	}

}
