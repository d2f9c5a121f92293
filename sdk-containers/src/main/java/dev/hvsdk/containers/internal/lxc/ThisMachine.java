/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.host.command.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The machine that this process is on. Immutable. */
final class ThisMachine implements Machine {
    private static final Logger LOG = Logger.getLogger(ThisMachine.class.getName());

    @Override
    public boolean isThisOne() {
        return true;
    }

    @Override
    public String architecture() {
        String java = System.getProperty("os.arch");
        // Java's own word for what all others call x86_64.
        return java.equals("amd64") ? "x86_64" : java;
    }

    @Override
    public boolean hasProgram(String name) {
        return Programs.find(name).isPresent();
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public boolean isDirectory(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public boolean isUsable(Path directory) {
        return Files.isReadable(directory) && Files.isWritable(directory);
    }

    @Override
    public String read(Path file) throws IOException {
        return Files.readString(file);
    }

    @Override
    public Map<Path, String> readAll(Collection<Path> files) {
        Map<Path, String> texts = new HashMap<>();
        for (Path file : files) {
            try {
                texts.put(file, read(file));
            } catch (IOException e) {
                LOG.log(Level.FINEST, e, () -> "left out, as one that is not there: " + file);
            }
        }
        return texts;
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    @Override
    public Path real(Path path) throws IOException {
        return path.toRealPath();
    }

    @Override
    public void replace(Path file, String text) throws IOException {
        Path draft =
                Files.createTempFile(file.toAbsolutePath().getParent(), String.valueOf(file.getFileName()), ".new");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Path temporary(String text) throws IOException {
        return Files.writeString(Files.createTempFile("hvsdk-lxc", ".txt"), text);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
    }

    @Override
    public void delete(Path path) throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
