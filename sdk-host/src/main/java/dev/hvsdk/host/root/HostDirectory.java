/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import dev.hvsdk.host.root.Fact.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A directory of a host whose way was followed once, so that many small files of it are read at little cost.
 *
 * <p>A host with thousands of PCI functions has tens of thousands of attributes; following every link from the root for each
 * would take most of the time. Names are those of entries, not paths. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostDirectory {
    private static final int ATTRIBUTE_LIMIT = 1 << 16;

    private final HostFiles files;
    private final String path;
    private final Fact<Path> location;

    HostDirectory(HostFiles files, String path, Fact<Path> location) {
        this.files = files;
        this.path = path;
        this.location = location;
    }

    /** The path on the host by which it was asked for. */
    public String path() {
        return path;
    }

    /** The text of a small file in it without the white space around it, as attributes of sysfs are read. */
    public Fact<String> attribute(String name) {
        return onEntry(
                name,
                file -> HostFiles.streamed(
                        pathOf(name),
                        file,
                        in -> new String(in.readNBytes(ATTRIBUTE_LIMIT), StandardCharsets.UTF_8).strip()));
    }

    /** The last part of where a link in it points: for {@code driver} the driver's name. */
    public Optional<String> linkName(String name) {
        return link(name).value().map(target -> target.substring(target.lastIndexOf('/') + 1));
    }

    /** Where a link in it points, as it is written. */
    public Fact<String> link(String name) {
        return onDirectory(name, directory -> {
            Path link = directory.resolve(name);
            // Most functions have neither a physical function nor virtual ones; to ask first is cheaper than an
            // exception.
            return Files.isSymbolicLink(link)
                    ? Fact.known(Files.readSymbolicLink(link).toString())
                    : Fact.unknown(Reason.ABSENT, "there is no link " + pathOf(name));
        });
    }

    /** Whether an entry is there, a link followed; false also where that cannot be found out. */
    public boolean exists(String name) {
        return onEntry(name, file -> Fact.known(Files.exists(file))).value().orElse(false);
    }

    /** A directory in it, its link followed. */
    public HostDirectory directory(String name) {
        return new HostDirectory(files, pathOf(name), onEntry(name, Fact::known));
    }

    private String pathOf(String name) {
        return path.endsWith("/") ? path + name : path + "/" + name;
    }

    private <T> Fact<T> onEntry(String name, Reading<T> reading) {
        return onDirectory(name, directory -> reading.read(files.locate(directory, name)));
    }

    private <T> Fact<T> onDirectory(String name, Reading<T> reading) {
        if (name.isEmpty() || name.equals("..") || name.indexOf('/') >= 0) {
            return Fact.unknown(Reason.DAMAGED, "not the name of an entry: '" + name + "'");
        }
        return location.flatMap(directory -> HostFiles.attempt(pathOf(name), () -> reading.read(directory)));
    }

    /** The path by which it was asked for. */
    @Override
    public String toString() {
        return path;
    }

    @FunctionalInterface
    private interface Reading<T> {
        Fact<T> read(Path file) throws IOException;
    }
}
