/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.vmware.internal.vmx.UnreadableVmxException;
import dev.hvsdk.vmware.internal.vmx.VmxFile;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The files of machines. Thread-safe. */
final class Machines {
    private static final Logger LOG = Logger.getLogger(Machines.class.getName());

    /** A directory of machines, one for each, and what people put in between. */
    private static final int DEPTH = 5;

    private final Installation installation;

    Machines(Installation installation) {
        this.installation = installation;
    }

    /** All that there are: in the directories, in the products' own lists, those that run, and those that the product tells of. */
    Set<Path> all(Set<Path> running, Set<Path> known) {
        Set<Path> found = new TreeSet<>();
        installation.directories().forEach(directory -> scan(directory, found));
        installation.inventories().forEach(inventory -> addListed(inventory, found));
        Set<Path> all = new LinkedHashSet<>(found);
        all.addAll(running);
        all.addAll(known);
        return all;
    }

    private static void scan(Path directory, Set<Path> found) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.walkFileTree(
                    canonical(directory), EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile() && isMachine(file)) {
                                found.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            // Machines come and go while one looks; what may not be read is somebody else's.
                            LOG.log(Level.FINE, e, () -> file + " is left out");
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path file, @Nullable IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> directory + " is left out");
        }
    }

    private static void addListed(Path inventory, Set<Path> found) {
        if (!Files.isRegularFile(inventory)) {
            return;
        }
        try {
            VmxFile.read(inventory).entries().forEach((key, value) -> {
                if (key.endsWith(".config") && isMachine(Path.of(value)) && Files.isRegularFile(Path.of(value))) {
                    found.add(canonical(Path.of(value)));
                }
            });
        } catch (IOException | UnreadableVmxException | InvalidPathException e) {
            LOG.log(Level.WARNING, e, () -> inventory + " cannot be read; its machines are left out");
        }
    }

    static boolean isMachine(Path file) {
        return file.isAbsolute() && file.toString().toLowerCase(Locale.ROOT).endsWith(".vmx");
    }

    /** One path for one file, whichever links lead to it. */
    static Path canonical(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            // What is not there has no links.
            return file.toAbsolutePath().normalize();
        }
    }

    /** Writes a whole file, or leaves it as it was. */
    static void write(Path file, VmxFile content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content.bytes());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
