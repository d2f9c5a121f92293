/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.vmx.UnreadableVmxException;
import dev.hvsdk.vmware.internal.vmx.VmxFile;
import dev.hvsdk.vmware.internal.vmx.VmxMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A machine as its file says now. Immutable. */
record Machine(Path file, VmxFile vmx, VmxMachine content) {
    /** The path that an id is. */
    static Path path(GuestId id, ErrorFactory about) {
        try {
            Path path = Path.of(id.value());
            if (Machines.isMachine(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw about.cause(e).notFound("there is no such guest: the id of one is the path of its .vmx");
        }
        throw about.notFound("there is no such guest: the id of one is the path of its .vmx");
    }

    /** Reads one; NotFound if there is no file. */
    static Machine open(Path file, ErrorFactory about) {
        if (!Files.exists(file)) {
            throw about.notFound("there is no such guest");
        }
        try {
            VmxFile vmx = VmxFile.read(file);
            VmxMachine content = VmxMachine.of(vmx);
            content.check();
            return new Machine(file, vmx, content);
        } catch (NoSuchFileException e) {
            throw about.cause(e).notFound("there is no such guest any more");
        } catch (UnreadableVmxException e) {
            throw about.cause(e).hostFailure(file + " cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw about.cause(e).permissionDenied(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether its next start goes on from a saved state. */
    boolean isSaved() {
        return savedState().isPresent();
    }

    /** The file of the saved state, which is beside this one: of others nothing is known, or deleted. */
    Optional<Path> savedState() {
        return content.suspendedState()
                .filter(name -> !name.contains("/") && !name.contains("\\"))
                .map(file::resolveSibling)
                .filter(Files::isRegularFile);
    }

    /** Of one that is encrypted no size is known. */
    GuestInfo.Builder reading(GuestState state) {
        String fileName = file.getFileName().toString();
        GuestInfo.Builder guest = GuestInfo.builder(
                        GuestId.of(file.toString()),
                        content.name().orElse(fileName.substring(0, fileName.length() - ".vmx".length())),
                        state)
                .technology(Technology.VMWARE);
        return content.isEncrypted()
                ? guest
                : guest.vcpus(content.vcpus()).memory(content.memory()).maxMemory(content.memory());
    }

    /** Writes another content in the place of this one. */
    void write(VmxFile content, ErrorFactory about) {
        try {
            Machines.write(file, content);
        } catch (IOException e) {
            throw about.cause(e).hostFailure(file + " cannot be written: " + e.getMessage());
        }
    }
}
