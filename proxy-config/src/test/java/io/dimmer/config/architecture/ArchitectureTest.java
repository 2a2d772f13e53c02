package io.dimmer.config.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house, as tests, for the configuration. */
class ArchitectureTest {
    /** Who may import whom below {@code io.dimmer.config}; the empty name is {@code io.dimmer.config} itself. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            entry("value", List.of()),
            entry("regex", List.of("value")),
            entry("rollout", List.of("value")),
            entry("edge", List.of("value", "regex", "rollout")),
            entry("service", List.of("value", "rollout")),
            entry("", List.of("value", "rollout", "edge", "service")),
            entry("file.problem", List.of()),
            entry("file.yaml", List.of("file.problem")),
            entry("file.model", List.of("value", "file.problem", "file.yaml")),
            entry("file.keys.route", List.of("value", "regex", "edge", "file.problem", "file.model")),
            entry(
                    "file.keys.service",
                    List.of("value", "rollout", "service", "file.problem", "file.yaml", "file.model")),
            entry(
                    "file.keys",
                    List.of(
                            "value",
                            "edge",
                            "service",
                            "",
                            "file.problem",
                            "file.yaml",
                            "file.model",
                            "file.keys.route",
                            "file.keys.service")),
            entry(
                    "file",
                    List.of(
                            "value",
                            "rollout",
                            "edge",
                            "service",
                            "",
                            "file.problem",
                            "file.yaml",
                            "file.model",
                            "file.keys")));

    /** What other modules use, and {@code Site}, a part of the public records of its room. */
    private static final Set<String> OFFERED = Set.of(
            "ConfigReader",
            "ConfigWriter",
            "ForceKeyFile",
            "Init",
            "Reading",
            "Schema",
            "Site",
            "SpecDiff",
            "TokenFile");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.dimmer.config");

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    private static String packageOf(String room) {
        return room.isEmpty() ? "io.dimmer.config" : "io.dimmer.config." + room;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void eachRoomImportsOnlyWhatItsLineAllows(String room) {
        String[] allowed = Stream.concat(Stream.of(room), ROOMS.getOrDefault(room, List.of()).stream())
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.dimmer..").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .check(MAIN);
    }

    @Test
    void everyRoomHasALineInTheTable() {
        List<String> packages =
                ROOMS.keySet().stream().map(ArchitectureTest::packageOf).toList();
        assertThat(MAIN).extracting(JavaClass::getPackageName).allMatch(packages::contains);
    }

    @Test
    void nobodyButTheYamlRoomKnowsYamlAndNobodyKnowsMoreThanThat() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dimmer.config.file.yaml")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(MAIN);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.dimmer.config..", "org.jspecify..", "org.snakeyaml..")
                .check(MAIN);
    }

    @Test
    void nobodyAsksTheTimeOrTheEnvironmentOrPrints() {
        noClasses()
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAIN);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(MAIN);
    }

    @Test
    void specsAreRecords() {
        classes().that().haveSimpleNameEndingWith("Spec").should().beRecords().check(MAIN);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .orShould()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..misc..", "..helper..", "..internal..", "..impl..")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN).allMatch(type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    @Test
    void noPackageHoldsMoreThanSixteenFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> folders = files.filter(Files::isDirectory).toList();
            for (Path folder : folders) {
                assertThat(sources(folder)).as("sources in %s", folder).hasSizeLessThanOrEqualTo(16);
            }
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    @Test
    void whatIsPublicHasAUserInAnotherRoom() {
        List<String> lonely = MAIN.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !OFFERED.contains(type.getSimpleName()))
                .filter(type -> type.getDirectDependenciesToSelf().stream()
                        .allMatch(use -> use.getOriginClass().getPackageName().equals(type.getPackageName())))
                .map(JavaClass::getName)
                .toList();
        assertThat(lonely).isEmpty();
    }
}
