package io.dimmer.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house, as tests. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.dimmer");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.dimmer");

    static Stream<String> rooms() {
        return Rooms.OURS.keySet().stream().sorted();
    }

    static Stream<String> libraries() {
        return Rooms.LIBRARIES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void eachRoomImportsOnlyWhatItsLineAllows(String room) {
        List<String> allowed = new ArrayList<>(List.of(packageOf(room), "io.dimmer.config.."));
        Rooms.OURS.get(room).forEach(other -> allowed.add(packageOf(other)));
        DescribedPredicate<JavaClass> ours = resideInAPackage("io.dimmer..");
        DescribedPredicate<JavaClass> forbidden =
                ours.and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new))));
        noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat(forbidden)
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void eachLibraryStaysInItsHome(String library) {
        String[] homes = Rooms.LIBRARIES.get(library).stream()
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage("io.dimmer..")
                        .and(DescribedPredicate.not(resideInAnyPackage(homes)))
                        .and(DescribedPredicate.not(resideInAnyPackage("io.dimmer.config..", "io.dimmer.loadtest.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN);
    }

    @Test
    void everyRoomHasALineInTheTable() {
        List<String> packages = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith("io.dimmer.config") && !name.startsWith("io.dimmer.loadtest"))
                .map(name -> name.substring("io.dimmer.".length()).split("\\.", 2)[0])
                .distinct()
                .toList();
        assertThat(Rooms.OURS.keySet()).containsAll(packages);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("io.dimmer.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void theDataPlaneDoesNotKnowTheControlPlane() {
        noClasses()
                .that(resideInAnyPackage(Rooms.DATA_PLANE.stream()
                        .map(ArchitectureTest::packageOf)
                        .toArray(String[]::new)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.dimmer.measure..",
                        "io.dimmer.judge..",
                        "io.dimmer.journal..",
                        "io.dimmer.control..",
                        "io.dimmer.admin..",
                        "io.dimmer.server..",
                        "io.dimmer.cli..")
                .check(MAIN);
    }

    @Test
    void nobodyLooksAtTheClockOrSleepsOutsideItsRoom() {
        noClasses()
                .that()
                .resideInAPackage("io.dimmer..")
                .and()
                .resideOutsideOfPackages("io.dimmer.time..", "io.dimmer.loadtest..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLineWritesToStandardOutput() {
        noClasses()
                .that()
                .resideInAPackage("io.dimmer..")
                .and()
                .resideOutsideOfPackages("io.dimmer.cli..", "io.dimmer.loadtest..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAIN);
    }

    @Test
    void testsDoNotSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(TESTS);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..misc..", "..helper..", "..internal..", "..impl..")
                .check(MAIN);
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(MAIN);
    }

    @Test
    void specsAndSnapshotsAreRecords() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Spec")
                .or()
                .haveSimpleNameEndingWith("Snapshot")
                .should()
                .beRecords()
                .check(MAIN);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.dimmer..")
                .should()
                .beFinal()
                .check(MAIN);
    }

    /** {@code Exchange} is the one mutable thing: it is confined to a loop and holds what becomes known. */
    @Test
    void decisionsHoldNoStateThatChanges() {
        fields().that()
                .areDeclaredInClassesThat(resideInAnyPackage(Rooms.PURE.stream()
                                .map(ArchitectureTest::packageOf)
                                .toArray(String[]::new))
                        .and(DescribedPredicate.not(JavaClass.Predicates.simpleName("Exchange"))))
                .should()
                .beFinal()
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = MAIN.stream()
                .filter(type -> !type.getPackage().isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .distinct()
                .toList();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void noPackageHoldsMoreThanSixteenFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> crowded = files.filter(Files::isDirectory)
                    .filter(folder -> count(folder) > 17)
                    .map(Path::toString)
                    .toList();
            assertThat(crowded)
                    .as("packages with more than 16 files besides package-info")
                    .isEmpty();
        }
    }

    @Test
    void publicTypesHaveAUserInAnotherPackage() {
        List<String> unused = MAIN.stream()
                .filter(type -> type.getPackageName().startsWith("io.dimmer."))
                .filter(type -> !type.getPackageName().startsWith("io.dimmer.config"))
                .filter(type -> !type.getPackageName().startsWith("io.dimmer.loadtest"))
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getSimpleName().equals("DimmerMain"))
                .filter(ArchitectureTest::hasNoUserOutside)
                .map(JavaClass::getName)
                .sorted()
                .toList();
        assertThat(unused).isEmpty();
    }

    /** A user of a nested type needs the type around it. */
    private static boolean hasNoUserOutside(JavaClass type) {
        return MAIN.stream()
                .filter(part ->
                        part.getName().equals(type.getName()) || part.getName().startsWith(type.getName() + "$"))
                .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .noneMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    private static long count(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).count();
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + folder, e);
        }
    }

    private static String packageOf(String room) {
        return "io.dimmer." + room + "..";
    }
}
