/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.internal.platform.SysfsValue;
import dev.hvsdk.host.root.HostFiles;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plans mediated devices, which their parent's driver makes and removes:
 * Documentation/driver-api/vfio-mediated-device.rst of the Linux kernel. Not thread-safe.
 */
final class Mediation {
    private final HostFiles files;
    private final VfioUsers users;
    private final Draft draft;

    Mediation(HostFiles files, VfioUsers users, Draft draft) {
        this.files = files;
        this.users = users;
        this.draft = draft;
    }

    void create(DeviceChange.CreateMediatedDevice change) {
        String parent = change.device().toString();
        String wanted = parent + " " + change.type();
        @Nullable String present = Attribute.MEDIATED.read(files, change.uuid().toString());
        if (wanted.equals(present)) {
            return;
        }
        if (present != null) {
            draft.refuse(Kind.IN_USE, "there is a mediated device " + change.uuid() + " already: " + present);
        }
        refuseWithoutType(change.device(), change.type());
        int left = SysfsValue.number(files.attribute(Sysfs.type(parent, change.type()) + "/available_instances")
                        .value()
                        .orElse("0"))
                .orElse(0);
        if (left == 0) {
            draft.refuse(Kind.IN_USE, parent + " has no instance of " + change.type() + " left; remove another first");
        }
        draft.step(Step.create(parent, change.type(), change.uuid().toString()));
    }

    private void refuseWithoutType(PciAddress parent, String type) {
        List<String> types = files.list(Sysfs.function(parent) + "/mdev_supported_types")
                .value()
                .orElse(List.of());
        if (!types.contains(type)) {
            throw Planner.planning(parent)
                    .remedy(
                            types.isEmpty()
                                    ? "its driver makes no mediated devices"
                                    : "it has " + String.join(", ", types))
                    .notFound("it has no type " + type + " of mediated devices");
        }
    }

    void remove(DeviceChange.RemoveMediatedDevice change) {
        UUID uuid = change.uuid();
        String parent = Sysfs.parent(files, uuid.toString())
                .filter(change.device().toString()::equals)
                .orElseThrow(() -> Planner.planning(change.device()).notFound("it has no mediated device " + uuid));
        users.of(PciAddress.parse(parent), group(uuid))
                .ifPresent(user -> draft.refuse(Kind.IN_USE, user + "; take it from the guest first"));
        draft.step(Step.remove(uuid.toString()));
    }

    private OptionalInt group(UUID uuid) {
        return files.directory(Sysfs.MEDIATED + "/" + uuid)
                .linkName("iommu_group")
                .flatMap(SysfsValue::number)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
