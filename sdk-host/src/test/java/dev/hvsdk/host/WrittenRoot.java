/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tree of a host as one text, so that it can be mutated as a whole: {@code @ /proc/version} begins a file, whose content are the
 * lines up to the next, and {@code @ /sys/class/dmi/id -> ../../x} is a link. {@code %OUTSIDE%} in a target is a path beside the root.
 *
 * <p>What cannot be made, such as a file below another file, is left out. Nothing is made through a link.
 */
final class WrittenRoot {
    private static final String LINK = " -> ";
    private static final int MAX_ENTRIES = 200;
    private static final int MAX_NAME = 200;
    private static final int MAX_DEPTH = 20;

    private final Path root;
    private final Path outside;

    private WrittenRoot(Path root, Path outside) {
        this.root = root;
        this.outside = outside;
    }

    static void write(byte[] text, Path root, Path outside) throws IOException {
        WrittenRoot written = new WrittenRoot(root, outside);
        Files.createDirectories(root);
        List<String> entries = Stream.of(("\n" + new String(text, ISO_8859_1)).split("\n@ ", MAX_ENTRIES))
                .skip(1)
                .toList();
        for (String entry : entries) {
            written.write(entry);
        }
    }

    private void write(String entry) throws IOException {
        int end = entry.indexOf('\n');
        String head = end < 0 ? entry : entry.substring(0, end);
        String[] parts = head.split(LINK, 2);
        if (!isPath(parts[0])) {
            return;
        }
        Path place = root.resolve(parts[0].substring(1));
        if (!makeDirectories(place) || Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (parts.length > 1) {
            link(place, parts[1].replace("%OUTSIDE%", outside.toString()));
        } else {
            Files.write(
                    place,
                    entry.substring(head.length()).replaceFirst("^\n", "").getBytes(ISO_8859_1));
        }
    }

    private static void link(Path place, String target) throws IOException {
        if (!target.isEmpty() && target.indexOf('\0') < 0 && target.length() < 4000) {
            Files.createSymbolicLink(place, Path.of(target));
        }
    }

    private static boolean isPath(String path) {
        List<String> names = List.of(path.split("/", -1));
        return path.startsWith("/")
                && path.indexOf('\0') < 0
                && names.size() <= MAX_DEPTH
                && names.stream().skip(1).allMatch(WrittenRoot::isName);
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && !name.equals(".") && !name.equals("..") && name.length() <= MAX_NAME;
    }

    /** Whether all that is above the place is a directory, and no link to one. */
    private boolean makeDirectories(Path place) throws IOException {
        Path current = root;
        for (Path name : root.relativize(place).getParent() == null
                ? List.<Path>of()
                : root.relativize(place).getParent()) {
            current = current.resolve(name);
            if (!Files.exists(current, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(current);
            } else if (!Files.isDirectory(current, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }
}
