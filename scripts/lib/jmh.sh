# shellcheck shell=bash
# The JMH benchmarks of the test sources, and other measurements there, made runnable. Source it after common.sh.

# measurable: compiles what is out of date, and what JMH generates; sets CLASS_PATH. Only the benchmarks themselves go
# through JMH's processor, into a folder of this run, so that nothing it makes meets the gates of the build.
measurable() {
    local tests=proxy-core/src/test/java entries benchmarks
    need mvn maven
    say 'compiling'
    mvn -q -B -pl proxy-core -am -Dspotless.check.skip -Dcheckstyle.skip -DincludeScope=test \
        -Dmdep.outputFile="$WORK/class-path" test-compile dependency:build-classpath >&2
    entries=proxy-core/target/test-classes:proxy-core/target/classes:$(<"$WORK/class-path")
    mapfile -t benchmarks < <(find "$tests" -name '*Benchmark.java')
    mkdir -p "$WORK/jmh"
    javac -nowarn -encoding UTF-8 -proc:only -processor org.openjdk.jmh.generators.BenchmarkProcessor -cp "$entries" \
        -d "$WORK/jmh" -s "$WORK/jmh" "${benchmarks[@]}"
    mapfile -t benchmarks < <(find "$WORK/jmh" -name '*.java')
    javac -nowarn -proc:none -cp "$entries" -d "$WORK/jmh" "${benchmarks[@]}"
    CLASS_PATH=$WORK/jmh:$entries
}

# jmh FILE ARGUMENT...: runs them with the allocation profiler. FILE gets a line for each: piece, nanoseconds, bytes.
# Nanoseconds are the median of single operations where each was timed, else the mean.
jmh() {
    local file=$1
    shift
    java -cp "$CLASS_PATH" org.openjdk.jmh.Main -prof gc -rf csv -rff "$WORK/jmh.csv" "$@" >&2
    awk -F '","' '
        NR == 1 { for (i = 8; i <= NF; i++) { gsub(/Param: |"|\r/, "", $i); name[i] = $i } next }
        {
            gsub(/["\r]/, "")
            n = split($0, f, ",")
            piece = f[1]
            sub(/:.*/, "", piece)
            sub(/.*[.]/, "", piece)
            for (i = 8; i <= n; i++) if (f[i] ~ /./) piece = piece " " name[i] "=" f[i]
            if (f[1] ~ /gc.alloc.rate.norm$/) bytes[piece] = f[5]
            else if (f[1] ~ /p0.50$/) ns[piece] = f[5]
            else if (f[1] ~ /p0.99$/) p99[piece] = f[5]
            else if (f[1] !~ /:/) { order[++count] = piece; if (!(piece in ns)) ns[piece] = f[5] }
        }
        END {
            for (i = 1; i <= count; i++)
                printf "%s\t%.1f\t%.1f\t%s\n", order[i], ns[order[i]], bytes[order[i]],
                    order[i] in p99 ? sprintf("%.1f", p99[order[i]]) : "-"
        }' "$WORK/jmh.csv" >"$file"
}
