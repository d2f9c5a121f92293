/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is taken along into a container to ask there what is around: this command as a copy of our own class path, and a script
 * that runs it, and the other detectors right after it. The JDK, they and their libraries come with this machine's {@code /usr}.
 */
final class InsideKit implements AutoCloseable {

    /** Where it is in a container. */
    static final String PLACE = "/hv";

    private static final String SCRIPT = """
            export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
            ask() {
              printf '\\n=== %s\\n' "$1"
              shift
              "$@"
              printf '\\n=== ended %s\\n' "$?"
            }
            ask id id -u
            ask hv JAVA -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$1/lib/*MORE" dev.hvsdk.cli.Main detect --format json
            ask virt-what virt-what 2>&1
            ask systemd-detect-virt systemd-detect-virt 2>&1
            ask vm systemd-detect-virt --vm 2>&1
            """;

    private final Path directory;

    private InsideKit(Path directory) {
        this.directory = directory;
    }

    /** Packs one; users other than root can read it. */
    static InsideKit pack() throws IOException {
        InsideKit kit = new InsideKit(Files.createTempDirectory(Path.of("/tmp"), "hv-inside-"));
        Tool.here("chmod").run("755", kit.directory.toString());
        Files.createDirectories(kit.tools().resolve("lib"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java")
                + (Runtime.version().feature() < 22 ? "" : " --enable-native-access=ALL-UNNAMED");
        Files.writeString(
                kit.tools().resolve("ask"), SCRIPT.replace("JAVA", java).replace("MORE", kit.packApplication()), UTF_8);
        kit.packRoot();
        return kit;
    }

    /** What has to be named on the class path beside the archives in {@code lib}. */
    private String packApplication() throws IOException {
        StringBuilder more = new StringBuilder();
        for (Path entry : application()) {
            boolean archive = Files.isRegularFile(entry);
            Path to = tools().resolve(archive ? "lib/" + entry.getFileName() : "classes-" + more.length());
            Tool.here("cp").run("-R", entry.toString(), to.toString());
            more.append(archive ? "" : ":$1/" + to.getFileName());
        }
        return more.toString();
    }

    private static List<Path> application() {
        return Stream.of("jdk.module.path", "java.class.path")
                .flatMap(name -> Stream.of(System.getProperty(name, "").split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .map(Path::of)
                .filter(entry -> Files.exists(entry) && !entry.endsWith("test-classes"))
                .toList();
    }

    /** A root directory for what is no engine; a mark of Docker lies in it, as in many an image that was unpacked. */
    private void packRoot() throws IOException {
        Tool.here("cp").run("-a", ContainerImage.get().root().toString(), root().toString());
        Files.createFile(root().resolve(".dockerenv"));
        for (String point : mounts().values()) {
            Files.createDirectories(root().resolve(point.substring(1)));
        }
    }

    private Path tools() {
        return directory.resolve("tools");
    }

    Path root() {
        return directory.resolve("root");
    }

    /** What a container has to mount, read-only: from where on this machine, and where. */
    Map<String, String> mounts() throws IOException {
        return mounts(tools());
    }

    /** The same, where the kit is mounted from a copy. */
    Map<String, String> copiedTo(Path place) throws IOException {
        Tool.here("cp").run("-R", tools().toString(), place.toString());
        return mounts(place);
    }

    private static Map<String, String> mounts(Path kit) throws IOException {
        List<String> places = new ArrayList<>(List.of("/usr", "/lib", "/lib64"));
        String java = System.getProperty("java.home");
        if (!java.startsWith("/usr/")) {
            places.add(java);
        }
        // Where Debian's JDKs keep what can be configured.
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
            directories.forEach(path -> places.add(path.toString()));
        }
        Map<String, String> mounts = new LinkedHashMap<>();
        places.stream().filter(place -> Files.isDirectory(Path.of(place))).forEach(place -> mounts.put(place, place));
        mounts.put(kit.toString(), PLACE);
        return mounts;
    }

    /** The words that ask in a container. */
    static List<String> ask() {
        return words(PLACE);
    }

    /** The words that ask in a container as a service would that was told nothing. */
    static List<String> askWithoutEnvironment() {
        return Stream.concat(Stream.of("/usr/bin/env", "-i"), ask().stream()).toList();
    }

    /** The words that ask where this machine's files are. */
    List<String> askOnTheMachine() {
        return words(tools().toString());
    }

    private static List<String> words(String kit) {
        return List.of("/usr/bin/sh", kit + "/ask", kit);
    }

    @Override
    public void close() {
        Tool.here("rm").run("-rf", directory.toString());
    }
}
