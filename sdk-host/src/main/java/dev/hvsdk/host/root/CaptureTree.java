/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The directory that a capture is written into.
 *
 * <p>Paths are those of the captured host with every link on the way followed; nothing is written through a link, so nothing
 * is written outside. The first that is written at a path stays. Not thread-safe: one tree belongs to one capture.
 */
final class CaptureTree {
    /** Four times what a host with 4,096 CPUs and 4,096 PCI functions needs. */
    private static final int MAX_ENTRIES = 1 << 19;

    private static final long MAX_BYTES = 256L << 20;

    /** The directory that a link is in, as a link says it. */
    private static final Path HERE = Path.of(".");

    private enum Kind {
        DIRECTORY,
        LINK,
        FILE
    }

    private final Path directory;
    private final Map<String, Kind> written = new HashMap<>();
    private long bytes;

    CaptureTree(Path directory) {
        this.directory = directory;
        written.put("", Kind.DIRECTORY);
    }

    int entries() {
        return written.size() - 1;
    }

    boolean isFull() {
        return written.size() > MAX_ENTRIES || bytes > MAX_BYTES;
    }

    boolean has(String path) {
        return written.containsKey(path);
    }

    void file(String path, byte[] content) throws IOException {
        if (!isFull() && makeParents(path) && written.putIfAbsent(path, Kind.FILE) == null) {
            bytes += content.length;
            Files.write(at(path), content);
        }
    }

    /** A link to another path of the host, written relative so that the tree can be moved. */
    void link(String path, String target) throws IOException {
        if (!isFull() && makeParents(path) && written.putIfAbsent(path, Kind.LINK) == null) {
            Path from = Path.of(parent(path).isEmpty() ? "/" : parent(path));
            Path relative = from.relativize(Path.of(target));
            Files.createSymbolicLink(at(path), relative.toString().isEmpty() ? HERE : relative);
        }
    }

    /** Whether there is a directory now. */
    boolean directory(String path) throws IOException {
        Kind kind = written.get(path);
        if (kind != null || isFull()) {
            return kind == Kind.DIRECTORY;
        }
        if (!makeParents(path)) {
            return false;
        }
        written.put(path, Kind.DIRECTORY);
        Files.createDirectory(at(path));
        return true;
    }

    private boolean makeParents(String path) throws IOException {
        return directory(parent(path));
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private Path at(String path) {
        return directory.resolve(path.substring(1));
    }
}
