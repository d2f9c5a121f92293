/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.driver.DriverHypervisor;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A stand-in with its directories: what is written there, the backend has written. Immutable. */
record StandInHost(Path directory, StandInXl xl) {
    static StandInHost in(Path directory) {
        try {
            Path tools = Files.createDirectory(directory.resolve("tools"));
            Files.createDirectory(directory.resolve("guests"));
            Files.writeString(directory.resolve("vmlinuz"), "kernel");
            return new StandInHost(directory, new StandInXl(tools, recorded("info.txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String recorded(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StandInHost.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    URI uri() {
        return URI.create("xen+xl://" + directory.resolve("guests"));
    }

    Hypervisor open(ConnectSpec spec) {
        return open(spec, xl);
    }

    /** By this, which has the stand-in run what it is given. */
    Hypervisor open(ConnectSpec spec, CommandRunner runner) {
        XlBackend.check(spec.uri());
        String saved = directory.resolve("saved").toString();
        return DriverHypervisor.open(
                spec,
                XlBackend.ID,
                context -> XlBackend.driver(context, new XenTools(XlBackend.ID, runner, xl::locate), saved));
    }

    Hypervisor open() {
        return open(ConnectSpec.of(uri()));
    }

    /** A PV guest that boots the kernel in the directory. */
    GuestSpec.Builder guest(String name) {
        return GuestSpec.builder(name)
                .boot(BootSource.kernel(directory.resolve("vmlinuz").toString(), null, ""))
                .with(XenOptions.builder().kind(XenGuestKind.PV).build());
    }

    Guest defined(Hypervisor host, String name, UnaryOperator<GuestSpec.Builder> more) {
        return host.define(more.apply(guest(name)).build()).await();
    }

    /** The file of a guest, as it is on the disk. */
    String file(String name) {
        try {
            return Files.readString(directory.resolve("guests/" + name + ".cfg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Overwrites the file of a guest, as an administrator does. */
    void write(String name, String text) {
        try {
            Files.writeString(directory.resolve("guests/" + name + ".cfg"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new file for a disk. */
    Path disk(String name) {
        try {
            return Files.write(directory.resolve(name), new byte[512]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
