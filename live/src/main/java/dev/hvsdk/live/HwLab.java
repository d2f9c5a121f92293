/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small Linux on a machine that QEMU emulates, whose devices may be bound, divided and lost: {@code scripts/live-hw-lab}. A class
 * of tests that changes devices has its own, or leaves them as they were.
 *
 * <p>Thread-safe, but what one thread does to the machine all others notice.
 */
public final class HwLab implements AutoCloseable {
    /** A network card (e1000e) on a driver of the host, alone in its IOMMU group. */
    public static final String NIC = "0000:01:00.0";

    /** An NVMe controller with up to four virtual functions; not in the profiles of AMD's IOMMU. */
    public static final String NVME = "0000:02:00.0";

    /** A controller of disks that shares its IOMMU group with 0000:00:1f.0 and 0000:00:1f.3. */
    public static final String SATA = "0000:00:1f.2";

    private static final String ASKED_FOR = "hvsdk.live.hw";
    private static final String RUNNING = "HVSDK_RUNNING_HW_LAB";
    private static final String MAKER = "make-hw-lab";

    /** The first half of the sum is in the name of the link, as {@code scripts/make-hw-lab} has it. */
    private static final int SUM_BYTES = 8;

    /** A JVM that does much, where every instruction is emulated and the machine has much else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Shared<HwLab> SHARED = new Shared<>(HwLab::ofThisJvm);

    private final Path base;
    private final @Nullable LiveScript script;
    private final AtomicInteger jobs = new AtomicInteger();
    private final String run = Long.toHexString(System.nanoTime());

    private HwLab(Path base, @Nullable LiveScript script) {
        this.base = base;
        this.script = script;
    }

    /**
     * The one with Intel's IOMMU that all tests of this JVM share; started by the first that asks, or the one that the
     * environment variable {@code HVSDK_RUNNING_HW_LAB} names, the directory of one that runs already.
     */
    public static HwLab shared() {
        return SHARED.get();
    }

    private static HwLab ofThisJvm() {
        return Optional.ofNullable(System.getenv(RUNNING))
                .map(base -> new HwLab(Path.of(base), null))
                .orElseGet(() -> start("vtd"));
    }

    /** One that nobody else has: {@code plain}, {@code nosvm}, {@code vtd}, {@code vtd-noir}, {@code amdvi}, {@code amdvi-noir}. */
    public static HwLab start(String profile) {
        LiveScript script =
                LiveScript.start("the hardware lab", "live-hw-lab", List.of("--profile", profile), Map.of());
        script.awaitReady();
        return new HwLab(script.base(), script);
    }

    /** Whether a missing one is an error where all engines must be there. */
    static boolean isAskedFor() {
        return Boolean.getBoolean(ASKED_FOR);
    }

    static Optional<String> missing() {
        if (!isAskedFor()) {
            return Optional.of("tests on emulated hardware take long: ask for them with -Plive-hw");
        }
        return Stream.of("qemu-system-x86_64", "setpriv")
                .flatMap(program -> Engine.absent(program, ": run scripts/install-engines hw-lab").stream())
                .findFirst()
                .or(HwLab::notMade);
    }

    private static Optional<String> notMade() {
        Path initrd =
                Project.cache("HVSDK_HW_LAB", "hw-lab").resolve("of-" + sum()).resolve("initrd");
        return Files.isReadable(initrd)
                ? Optional.empty()
                : Optional.of("no " + initrd + " here: run scripts/install-engines hw-lab and scripts/" + MAKER);
    }

    private static String sum() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Project.script(MAKER)));
            return HexFormat.of().formatHex(sum, 0, SUM_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A directory that the machine sees under the same path; what is in it survives {@link #restart()}. */
    public Path files() {
        return base.resolve("files");
    }

    /**
     * Runs lines of busybox's shell as root inside, and returns what they printed, without white space around it.
     *
     * @throws IllegalStateException with what was printed, if they failed
     */
    public String run(String lines) {
        Job job = begin(lines);
        int code = job.awaitCode();
        if (code != 0) {
            throw new IllegalStateException("'" + lines + "' ended with " + code + ": " + job.output());
        }
        return job.output();
    }

    /** Begins to run such lines. */
    public Job begin(String lines) {
        try {
            String name = run + "-" + jobs.incrementAndGet();
            Path directory = files().resolve("jobs");
            Path written = Files.writeString(directory.resolve(name + ".new"), lines + "\n");
            Files.move(written, directory.resolve(name + ".job"), StandardCopyOption.ATOMIC_MOVE);
            return new Job(directory.resolve(name + ".out"), directory.resolve(name + ".rc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The words that run a class of this JVM's class path inside, by this machine's Java: of the kind that starts fastest where
     * every instruction is emulated.
     */
    public String java(Class<?> main, String... arguments) {
        return "[ -d " + inside() + " ] || cp -r " + library() + " " + inside() + "\n" + javaHome()
                + "/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -cp '" + classPath() + "' "
                + main.getName() + " " + String.join(" ", arguments);
    }

    private Path library() {
        return files().resolve("lib-" + run);
    }

    /** In memory: a class loader asks for each class in each place, and each question would go through 9p. */
    private Path inside() {
        return Path.of("/tmp/lib-" + run);
    }

    private static String javaHome() {
        String own = System.getProperty("java.home", "");
        if (!own.startsWith("/usr/")) {
            throw new IllegalStateException("the machine has this one's /usr alone, and Java is in " + own);
        }
        return own;
    }

    private String classPath() {
        return entries()
                .map(entry -> inside().resolve(copied(entry, library())).toString())
                .collect(Collectors.joining(":"));
    }

    /** Of the class path, the module path, and what surefire puts into a module. */
    private static Stream<Path> entries() {
        Set<Path> entries = new LinkedHashSet<>();
        for (String property : List.of("java.class.path", "jdk.module.path", "surefire.test.class.path")) {
            Arrays.stream(System.getProperty(property, "").split(":"))
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                    .filter(Files::exists)
                    .forEach(entries::add);
        }
        entries.add(Path.of("target/test-classes").toAbsolutePath());
        return entries.stream();
    }

    private static String copied(Path entry, Path library) {
        String name = Integer.toHexString(entry.toString().hashCode()) + "-" + entry.getFileName();
        if (Files.exists(library.resolve(name))) {
            return name;
        }
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.toList()) {
                Path copy = library.resolve(name).resolve(entry.relativize(file).toString());
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Path target = file.equals(entry) ? library.resolve(name) : copy;
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the power, and switches it on again; what is in {@link #files()} stays, but no job. */
    public void restart() {
        own().restart();
    }

    /** The script writes it down each time that the machine is up. */
    private boolean isUp() {
        String pid = read(base.resolve("ready")).replace("ready", "").strip();
        return !pid.isEmpty()
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, ISO_8859_1).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LiveScript own() {
        if (script == null) {
            throw new IllegalStateException("this lab is not ours to stop: start one for the test");
        }
        return script;
    }

    /** Ends it and removes its files; one that ran already is left alone. */
    @Override
    public void close() {
        if (script != null) {
            script.close();
        }
    }

    /** Lines that run inside. Thread-safe. */
    public final class Job {
        private final Path out;
        private final Path code;

        private Job(Path out, Path code) {
            this.out = out;
            this.code = code;
        }

        /** What they have printed until now. */
        public String output() {
            return read(out);
        }

        /** Waits until they have printed this. */
        public void awaitOutput(String text) {
            await(() -> output().contains(text) || Files.exists(code));
            if (!output().contains(text)) {
                throw new AssertionError("ended without \"" + text + "\": " + output());
            }
        }

        /** Waits until they have ended, and returns their exit code. */
        public int awaitCode() {
            await(() -> Files.exists(code));
            return Integer.parseInt(read(code));
        }

        private void await(BooleanSupplier condition) {
            Eventually.holds(PATIENCE, () -> {
                boolean isUp = isUp();
                boolean holds = condition.getAsBoolean();
                if (!holds && !isUp) {
                    throw new IllegalStateException("the machine is gone: " + read(base.resolve("console.log")));
                }
                return holds;
            });
        }
    }
}
