/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.vmx.VmxFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directories of machines, one for each. Thread-safe. */
final class Folders {
    private static final int LONGEST = 60;
    private static final int TRIES = 10_000;

    /** What belongs to a machine alone beside its disks (Workstation's manual, "Virtual machine files"). */
    private static final Set<String> OWN = Set.of("vmx", "vmxf", "vmsd", "nvram", "vmss", "vmsn", "vmem");

    private final Path home;

    Folders(Path home) {
        this.home = home;
    }

    /** Makes a directory with a machine in it, and gives the path of its file. */
    Path make(VmxFile content, String name, ErrorFactory about) {
        try {
            Files.createDirectories(home);
            Path directory = directory(safe(name));
            Path file = directory.resolve(safe(name) + ".vmx");
            try {
                Machines.write(file, content);
            } catch (IOException e) {
                Files.deleteIfExists(directory);
                throw e;
            }
            return Machines.canonical(file);
        } catch (IOException e) {
            throw about.cause(e).hostFailure("nothing can be made in " + home + ": " + e.getMessage());
        }
    }

    private Path directory(String base) throws IOException {
        for (int i = 1; i < TRIES; i++) {
            try {
                return Files.createDirectory(home.resolve(i == 1 ? base : base + "-" + i));
            } catch (FileAlreadyExistsException e) {
                // The next one, then: the name of a directory is nobody's.
            }
        }
        throw new IOException("there are too many directories of this name: " + base);
    }

    /** A name for files: the machine's own is in its file, and may hold anything. */
    private static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_").replaceAll("^-", "_");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    /** Deletes what makes a machine of its disks; the disks stay. */
    static void remove(Machine machine, ErrorFactory about) {
        Path directory = machine.file().resolveSibling(".").normalize();
        try {
            List<Path> own = own(machine, directory);
            Files.deleteIfExists(machine.file());
            for (Path file : own) {
                Files.deleteIfExists(file);
            }
            removeIfEmpty(directory);
        } catch (IOException e) {
            throw about.cause(e).hostFailure("not all files can be deleted: " + e.getMessage());
        }
    }

    private static List<Path> own(Machine machine, Path directory) throws IOException {
        String file = machine.file().getFileName().toString();
        String base = file.substring(0, file.length() - ".vmx".length());
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            boolean isAlone = all.stream().filter(Machines::isMachine).count() == 1;
            return all.stream()
                    .filter(path -> isOwn(path.getFileName().toString(), base, isAlone))
                    .toList();
        }
    }

    /** That the name begins as the machine's does is not enough: web-2 has a directory of its own, but need not. */
    private static boolean isOwn(String name, String base, boolean isAlone) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (isAlone && lower.matches("vmware(-\\d+)?\\.log")) {
            return true;
        }
        boolean isOfBase = name.startsWith(base + ".")
                || (isAlone && name.startsWith(base + "-"))
                || name.matches(Pattern.quote(base) + "-Snapshot\\d+\\..*");
        return isOfBase && OWN.contains(lower.substring(lower.lastIndexOf('.') + 1));
    }

    private static void removeIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // Its disks are there, or something of somebody else.
            return;
        }
    }
}
