/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.cfg.DiskSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A disk that is added or taken away. */
final class DiskChange {
    private final ErrorFactory errors;
    private final Survey survey;
    private final Entry entry;
    private final PartChange change;

    DiskChange(XlDriver driver, ErrorFactory errors, Survey survey, Entry entry) {
        this.errors = errors;
        this.survey = survey;
        this.entry = entry;
        this.change = new PartChange(driver, errors, entry, "disk");
    }

    DiskSpec attach(dev.hvsdk.api.DiskSpec spec) {
        Set<String> taken = new LinkedHashSet<>();
        nowAndLater().forEach(disk -> taken.add(disk.vdev()));
        DiskSpec disk = change.parts().disk(spec, taken);
        String target = disk.findTarget().orElseThrow();
        if (!change.isThere("-e", target)) {
            throw errors.notFound("the host has no file or device " + target);
        }
        refuseIfShared(disk, target);
        change.apply(
                List.of("block-attach", disk.written()),
                List.of("block-detach", disk.vdev()),
                PartChange.adding(disk.written()));
        return disk;
    }

    private List<DiskSpec> nowAndLater() {
        List<DiskSpec> all = new ArrayList<>(entry.hardware().disks());
        entry.definition().ifPresent(file -> all.addAll(file.guest().disks()));
        return all;
    }

    private void refuseIfShared(DiskSpec wanted, String target) {
        if (nowAndLater().stream().anyMatch(disk -> isOf(disk, target))) {
            throw errors.conflict("the guest has this disk already: " + target);
        }
        if (entry.domain().isEmpty()) {
            return;
        }
        Optional<Entry> other = survey.all().stream()
                .filter(guest -> guest.domain().isPresent())
                .filter(guest -> guest.hardware().disks().stream()
                        .anyMatch(disk -> isOf(disk, target) && !(disk.isReadOnly() && wanted.isReadOnly())))
                .findFirst();
        if (other.isPresent()) {
            throw errors.remedy("stop that guest, or give both the disk to read only")
                    .conflict("guest " + other.get().name() + " runs with this disk: " + target);
        }
    }

    private static boolean isOf(DiskSpec disk, String target) {
        return disk.findTarget().filter(target::equals).isPresent();
    }

    /** xl waits some seconds for the guest to let it go, and says so if it does not. */
    DiskSpec detach(String vdev) {
        DiskSpec found = nowAndLater().stream()
                .filter(disk -> disk.vdev().equals(vdev))
                .findFirst()
                .orElseThrow(() -> errors.notFound("it has no disk " + vdev));
        boolean isNow =
                entry.hardware().disks().stream().anyMatch(disk -> disk.vdev().equals(vdev));
        change.apply(
                isNow ? List.of("block-detach", vdev) : List.of(),
                List.of("block-attach", found.written()),
                PartChange.removing(text -> DiskSpec.parse(text).vdev().equals(vdev)));
        return found;
    }
}
