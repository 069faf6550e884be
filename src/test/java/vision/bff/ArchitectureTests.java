package vision.bff;

import java.util.Arrays;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("vision.bff");

	@ParameterizedTest(name = "{0} uses only {1}")
	@CsvSource(delimiter = '|',
			textBlock = """
					time        | time
					problem     | problem
					problem.web | problem.web web problem
					session     | session problem time
					session.web | session.web person chat session problem web time
					chat        | chat session problem time
					chat.web    | chat.web chat session problem web time
					message     | message message.image chat session problem
					message.image | message.image
					message.web | message.web idempotency message chat session problem web
					live        | live chat message session problem time
					live.web    | live.web live chat session problem web
					media       | media person message chat session problem
					media.web   | media.web media session problem time
					person      | person message chat session problem
					person.web  | person.web person chat session problem web
					idempotency | idempotency message session problem time
					upstream    | upstream upstream.row upstream.call upstream.answer upstream.site chat message message.image person live media session problem time
					upstream.row | upstream.row chat message problem time
					upstream.call | upstream.call upstream.answer media session problem time
					upstream.answer | upstream.answer problem
					upstream.site | upstream.site message session problem
					cache       | cache chat message person session problem time
					web         | web problem
					connection  | connection web problem
					limits      | limits web session problem time
					security    | security web session problem
					observability | observability web problem
					docs        | docs web
					page        | page
					warmup      | warmup problem
					settings    | settings
					doctor      | doctor upstream.row upstream.call upstream.answer problem time
					shared      | shared cache idempotency limits session message chat problem time
					""")
	void aPackageUsesOnlyWhatTheTableAllows(String name, String allowed) {
		String[] packages = Arrays.stream(allowed.split(" "))
			.map((each) -> "vision.bff." + each)
			.toArray(String[]::new);
		DescribedPredicate<JavaClass> ours = resideInAPackage("vision.bff..");
		classes().that()
			.resideInAPackage("vision.bff." + name)
			.should()
			.onlyDependOnClassesThat(DescribedPredicate.not(ours).or(resideInAnyPackage(packages)))
			.because("the table of the house allows nothing else: move the code to where it belongs, or have the "
					+ "lower package offer what is needed")
			.check(CLASSES);
	}

	@Test
	void theRootHoldsTheApplicationAndNothingElse() {
		classes().that()
			.resideInAPackage("vision.bff")
			.should()
			.haveSimpleName("VisionBffApplication")
			.orShould()
			.haveSimpleName("package-info")
			.because("every other class has a feature to live in")
			.check(CLASSES);
	}

	@Test
	void theUpstreamShowsNothingOfItself() {
		classes().that()
			.resideInAPackage("vision.bff.upstream")
			.and()
			.areTopLevelClasses()
			.should()
			.notHaveModifier(JavaModifier.PUBLIC)
			.because("its quirks end there: offer it through Chats or Messages")
			.check(CLASSES);
	}

	@Test
	void packagesFormNoCycles() {
		slices().matching("vision.bff.(**)")
			.should()
			.beFreeOfCycles()
			.because("a cycle makes two packages one: move what both need below them")
			.check(CLASSES);
	}

	@Test
	void namesSayWhatAClassIsAndNotThatItHelps() {
		noClasses().should()
			.haveNameMatching(".*(Service|Impl|Util|Utils|Helper|Manager|Dto)")
			.because("such a name hides what the class is: name it after its part of the domain")
			.check(CLASSES);
	}

}
