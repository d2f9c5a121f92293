/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.vmware.VsphereFileSystem;
import dev.hvsdk.vmware.VsphereTools;
import dev.hvsdk.vmware.VsphereToolsInfo;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code GuestInfo}. Thread-safe. */
final class ToolsReading implements VsphereTools {
    private static final String VERSION = "guest.toolsVersion";
    private static final String SYSTEM = "guest.guestFullName";
    private static final String SYSTEM_ID = "guest.guestId";
    private static final String HOSTNAME = "guest.hostName";
    private static final String ADDRESS = "guest.ipAddress";
    private static final String DISKS = "guest.disk";

    private final Machine machine;

    ToolsReading(Machine machine) {
        this.machine = machine;
    }

    @Override
    public VsphereToolsInfo read() {
        ObjectContent told =
                Tools.ask(machine, machine.errors("read tools"), VERSION, SYSTEM, SYSTEM_ID, HOSTNAME, ADDRESS, DISKS);
        VsphereToolsInfo.Builder info = VsphereToolsInfo.builder();
        told.text(VERSION).ifPresent(info::version);
        told.text(SYSTEM).ifPresent(info::system);
        told.text(SYSTEM_ID).ifPresent(info::systemId);
        told.text(HOSTNAME).ifPresent(info::hostname);
        told.text(ADDRESS).ifPresent(info::address);
        told.find(DISKS).stream().flatMap(ToolsReading::fileSystems).forEach(info::fileSystem);
        return info.build();
    }

    static Stream<VsphereFileSystem> fileSystems(Element disks) {
        return disks.children().stream().map(ToolsReading::fileSystem).flatMap(Optional::stream);
    }

    /** {@code GuestDiskInfo}, which is a file system, and no disk. */
    private static Optional<VsphereFileSystem> fileSystem(Element disk) {
        return disk.text("diskPath").map(path -> {
            VsphereFileSystem.Builder read = VsphereFileSystem.builder(path);
            disk.text("filesystemType").ifPresent(read::type);
            disk.number("capacity").flatMap(Sizes::bytes).ifPresent(read::capacity);
            disk.number("freeSpace").flatMap(Sizes::bytes).ifPresent(read::free);
            return read.build();
        });
    }
}
