/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What guest shall be made, as JSON. */
final class SpecJson {
    private SpecJson() {}

    static void write(JsonGenerator json, GuestSpec spec) throws IOException {
        json.writeStringField("name", spec.name());
        Json.number(json, "vcpus", spec.vcpus());
        Json.number(json, "memoryBytes", spec.memory().map(MemorySize::toBytes));
        if (spec.boot().isPresent()) {
            Json.object(json, "boot", spec.boot().get(), SpecJson::boot);
        } else {
            json.writeNullField("boot");
        }
        Json.objects(json, "disks", spec.disks(), SpecJson::disk);
        Json.objects(json, "nics", spec.nics(), SpecJson::nic);
        Json.objects(json, "devices", spec.devices(), SpecJson::device);
    }

    private static void boot(JsonGenerator json, BootSource boot) throws IOException {
        Optional<BootSource.Kernel> kernel = as(boot, BootSource.Kernel.class);
        Optional<BootSource.Image> image = as(boot, BootSource.Image.class);
        json.writeStringField("from", from(boot));
        Json.text(
                json,
                "path",
                kernel.map(BootSource.Kernel::path)
                        .or(() -> as(boot, BootSource.Cdrom.class).map(BootSource.Cdrom::path)));
        Json.text(json, "initrd", kernel.flatMap(BootSource.Kernel::initrd));
        Json.text(json, "commandLine", kernel.map(BootSource.Kernel::commandLine));
        Json.text(json, "image", image.map(BootSource.Image::reference));
        Json.texts(json, "command", image.map(BootSource.Image::command).orElse(List.of()));
    }

    private static <B extends BootSource> Optional<B> as(BootSource boot, Class<B> type) {
        return type.isInstance(boot) ? Optional.of(type.cast(boot)) : Optional.empty();
    }

    /** The word for what it is started from. */
    static String from(BootSource boot) {
        if (boot instanceof BootSource.Disk disk) {
            return disk.uefi() ? "uefi-disk" : "disk";
        }
        return boot instanceof BootSource.Kernel ? "kernel" : boot instanceof BootSource.Image ? "image" : "cdrom";
    }

    private static void disk(JsonGenerator json, DiskSpec disk) throws IOException {
        json.writeStringField("source", disk.source());
        Json.number(json, "sizeBytes", disk.size().map(MemorySize::toBytes));
        Json.text(json, "format", disk.format());
        Json.text(json, "bus", disk.bus());
        json.writeBooleanField("readOnly", disk.readOnly());
    }

    private static void nic(JsonGenerator json, NicSpec nic) throws IOException {
        json.writeStringField("network", nic.network());
        Json.text(json, "model", nic.model());
        Json.text(json, "mac", nic.mac());
    }

    private static void device(JsonGenerator json, PassthroughDevice device) throws IOException {
        json.writeStringField("kind", device.kind());
        json.writeStringField("address", device.address());
    }
}
