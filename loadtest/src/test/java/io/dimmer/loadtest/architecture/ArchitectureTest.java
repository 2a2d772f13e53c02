package io.dimmer.loadtest.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house, for the load tester. */
class ArchitectureTest {
    private static final String ROOT = "io.dimmer.loadtest";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.dimmer");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Stream<String> rooms() {
        return Rooms.OURS.keySet().stream().sorted();
    }

    static Stream<String> libraries() {
        return Rooms.LIBRARIES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void eachRoomImportsOnlyWhatItsLineAllows(String room) {
        List<String> allowed = new ArrayList<>(List.of(packageOf(room)));
        Rooms.OURS.getOrDefault(room, List.of()).forEach(other -> allowed.add(packageOf(other)));
        DescribedPredicate<JavaClass> ours = resideInAPackage("io.dimmer..");
        noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat(ours.and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void eachLibraryStaysInItsHome(String library) {
        String[] homes = Rooms.LIBRARIES.getOrDefault(library, List.of()).stream()
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(homes))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN);
    }

    @Test
    void everyRoomHasALineInTheTable() {
        List<String> packages = MAIN.stream()
                .map(type -> type.getPackageName().substring(ROOT.length() + 1))
                .distinct()
                .toList();
        assertThat(Rooms.OURS.keySet()).containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void theProxyIsABlackBox() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.dimmer..").and(not(resideInAPackage(ROOT + ".."))))
                .check(MAIN);
    }

    @Test
    void onlyTimeLooksAtTheClockOrWaitsForIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf("time"))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(LockSupport.class, "parkNanos", Object.class, long.class)
                .orShould()
                .callMethod(LockSupport.class, "parkNanos", long.class)
                .check(MAIN);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLineWritesToStandardOutput() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packageOf("cli"), packageOf("demo"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.io.FileDescriptor.class)
                .check(MAIN);
    }

    @Test
    void testsDoNotSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
                .check(TESTS);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..misc..", "..helper..", "..internal..", "..impl..")
                .check(MAIN);
        noClasses().should().haveNameMatching(".*(Util|Helper|Manager|Impl)").check(MAIN);
        classes()
                .that()
                .haveNameMatching(".*(Spec|Snapshot)")
                .should()
                .beRecords()
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(MAIN);
    }

    @Test
    void whatIsPublicHasAUserInAnotherRoom() {
        List<String> lonely = MAIN.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .filter(type -> Rooms.PUBLISHED.stream()
                        .noneMatch(room -> type.getPackageName().equals(ROOT + "." + room)))
                .filter(type -> !type.getSimpleName().equals("LoadTestMain"))
                .filter(type -> type.getDirectDependenciesToSelf().stream()
                        .allMatch(use -> use.getOriginClass().getPackage().equals(type.getPackage())))
                .map(JavaClass::getName)
                .toList();
        assertThat(lonely).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as(type.getPackageName())
                        .isTrue());
    }

    @Test
    void noPackageHoldsMoreThanSixteenFiles() throws IOException {
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java")).filter(Files::isDirectory)) {
            assertThat(folders).allSatisfy(folder -> assertThat(files(folder)).hasSizeLessThanOrEqualTo(16));
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .toList();
        }
    }

    /** The room alone, without the rooms inside it. */
    private static String packageOf(String room) {
        return ROOT + "." + room;
    }
}
