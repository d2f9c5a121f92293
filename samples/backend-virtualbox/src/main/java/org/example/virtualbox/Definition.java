/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes machines: a name, memory and processors; all else is refused. Thread-safe. */
final class Definition {
    private static final Charset ARGUMENTS = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final VBoxManage vbox;
    private final Inventory inventory;

    Definition(VBoxManage vbox, Inventory inventory) {
        this.vbox = vbox;
        this.inventory = inventory;
    }

    void check(GuestSpec spec, ErrorFactory errors) {
        if (spec.boot().isPresent()
                || !spec.disks().isEmpty()
                || !spec.nics().isEmpty()
                || !spec.devices().isEmpty()
                || !spec.extensions().isEmpty()) {
            throw errors.unsupported(
                    Support.Reason.NOT_IMPLEMENTED,
                    "this backend makes machines of a name, memory and processors only");
        }
        if (spec.name().chars().anyMatch(Character::isISOControl)) {
            throw errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a name holds no control characters");
        }
        if (!ARGUMENTS.newEncoder().canEncode(spec.name())) {
            throw errors.remedy("start Java with a locale of UTF-8, such as LC_ALL=C.UTF-8")
                    .unsupported(
                            Support.Reason.HOST_MISCONFIGURED,
                            "the name cannot be passed to a program in " + ARGUMENTS);
        }
    }

    GuestInfo make(GuestSpec spec, ErrorFactory errors) {
        String uuid = UUID.randomUUID().toString();
        // A folder for each: of a machine that was forgotten the settings stay, and would bar its name.
        String folder = Lists.value(vbox.list("systemproperties"), "Default machine folder")
                .map(all -> all + "/" + uuid)
                .orElseThrow(() -> errors.hostFailure("VBoxManage names no default machine folder"));
        vbox.run(errors, "createvm", "--name", spec.name(), "--uuid", uuid, "--basefolder", folder, "--register");
        try {
            size(spec, uuid, errors);
            return inventory.read(GuestId.of(uuid));
        } catch (HypervisorException e) {
            removeAgain(uuid, errors, e);
            throw e;
        }
    }

    private void size(GuestSpec spec, String uuid, ErrorFactory errors) {
        List<String> change = new ArrayList<>(List.of("modifyvm", uuid));
        spec.memory().ifPresent(size -> change.addAll(List.of("--memory", Long.toString(size.toMebibytes()))));
        spec.vcpus().ifPresent(count -> change.addAll(List.of("--cpus", Integer.toString(count))));
        if (change.size() > 2) {
            vbox.run(errors, change.toArray(String[]::new));
        }
    }

    private void removeAgain(String uuid, ErrorFactory errors, HypervisorException cause) {
        try {
            vbox.run(errors, "unregistervm", uuid, "--delete");
        } catch (HypervisorException e) {
            cause.addSuppressed(e);
        }
    }
}
