/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hvsdk.host.doctor.HostDoctor;
import dev.hvsdk.host.root.HostCapture;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.InvalidCaptureException;
import dev.hvsdk.host.testing.Defects;
import dev.hvsdk.host.topology.HostTopology;
import dev.hvsdk.host.topology.PictureFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What holds for every tree that may be a captured host ({@link WrittenRoot}): it is inspected, examined, drawn and captured once more, or
 * refused by name, and what lies outside of it is neither read nor changed.
 */
final class RootLaws {
    private static final String SECRET = "Maker from outside of the root";

    private RootLaws() {}

    /** True if it was read. */
    static boolean hold(byte[] input) {
        try {
            Path directory = Files.createTempDirectory("root");
            try {
                return hold(input, directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hold(byte[] input, Path directory) throws IOException {
        Path outside = Files.writeString(directory.resolve("outside"), SECRET + "\n");
        WrittenRoot.write(input, directory.resolve("root"), outside);
        try {
            look(HostRoot.captured(directory.resolve("root")), directory.resolve("capture"));
            return true;
        } catch (InvalidCaptureException e) {
            return false;
        } finally {
            requireUntouched(directory);
        }
    }

    private static void look(HostRoot host, Path capture) throws IOException {
        Inspection inspection = HostInspector.of(host).inspect();
        Defects.requireNone(inspection.limitations());
        Defects.requireNone(HostInspector.of(host).workloads().limitations());
        requireInside(inspection.detection().signals() + " " + inspection.devices() + inspection.features());
        HostDoctor.of(host).examine().results().forEach(result -> requireInside(result.toString()));
        requireInside(HostTopology.of(host).picture(PictureFormat.TEXT));
        HostCapture.of(host).maskingIdentifiers().write(capture);
        for (Path file : regularFiles(capture)) {
            requireInside(new String(Files.readAllBytes(file), ISO_8859_1));
        }
        HostInspector.of(HostRoot.captured(capture)).detect();
    }

    private static void requireInside(String text) {
        if (text.contains(SECRET)) {
            throw new AssertionError("it was read through a link that leaves the root: " + text);
        }
    }

    private static void requireUntouched(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals("capture"))
                    .sorted()
                    .toList();
            if (!names.equals(List.of("outside", "root"))
                    || !Files.readString(directory.resolve("outside")).equals(SECRET + "\n")) {
                throw new AssertionError("something outside of the root was changed: " + names);
            }
        }
    }

    private static List<Path> regularFiles(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
