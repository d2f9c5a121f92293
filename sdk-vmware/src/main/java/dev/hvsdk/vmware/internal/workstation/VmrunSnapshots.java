/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.vmx.UnreadableVmxException;
import dev.hvsdk.vmware.internal.vmx.VmxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Snapshots: listed by the machine's {@code .vmsd}, changed by vmrun. */
final class VmrunSnapshots implements Snapshots {
    private final VmrunDriver driver;
    private final GuestContext guest;

    VmrunSnapshots(VmrunDriver driver, GuestContext guest) {
        this.driver = driver;
        this.guest = guest;
    }

    @Override
    public List<Snapshot> list() {
        return tree(guest.errors("list snapshots")).snapshots();
    }

    @Override
    public Optional<Snapshot> current() {
        SnapshotTree tree = tree(guest.errors("read snapshot"));
        return tree.current().flatMap(tree::find);
    }

    private SnapshotTree tree(ErrorFactory about) {
        Path machine = driver.machine(guest.id(), about).file();
        Path list = sibling(machine, ".vmx", ".vmsd");
        if (!Files.exists(list)) {
            return SnapshotTree.none();
        }
        try {
            return SnapshotTree.of(VmxFile.read(list), file -> holdsMemory(machine, file));
        } catch (UnreadableVmxException e) {
            throw about.cause(e).hostFailure(list + " cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw about.cause(e).permissionDenied(list + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean holdsMemory(Path machine, String file) {
        return !file.contains("/")
                && !file.contains("\\")
                && Files.exists(sibling(machine.resolveSibling(file), ".vmsn", ".vmem"));
    }

    private static Path sibling(Path file, String ending, String other) {
        String name = file.getFileName().toString();
        String base = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        return file.resolveSibling(base + other);
    }

    @Override
    public Operation<Snapshot> create(SnapshotSpec spec) {
        return guest.change("take snapshot", source -> {
            driver.alone("take snapshot", guest.id(), about -> take(spec, about));
            return current()
                    .orElseThrow(() -> guest.errors("take snapshot")
                            .hostFailure("vmrun has taken it, and the machine's .vmsd does not say so"));
        });
    }

    private void take(SnapshotSpec spec, ErrorFactory about) {
        refuseWhatVmrunCannot(spec, about);
        if (tree(about).isTaken(spec.name())) {
            throw about.conflict("there is a snapshot of this name already at this place");
        }
        vmrun(about, "snapshot", spec.name());
    }

    private static void refuseWhatVmrunCannot(SnapshotSpec spec, ErrorFactory about) {
        if (spec.name().isBlank() || spec.name().contains("/")) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "vmrun names ancestors by slashes, so no name of a snapshot holds one");
        }
        if (spec.quiesce() || spec.description().isPresent()) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "vmrun takes no description, and asks no guest to freeze its files");
        }
        if (spec.storage().filter(SnapshotStorage.INTERNAL::equals).isPresent()) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "a vmdk holds no snapshots: they are files beside it");
        }
    }

    @Override
    public Operation<GuestInfo> revert(String snapshotId) {
        return guest.change("revert to snapshot", source -> {
            driver.alone(
                    "revert to snapshot",
                    guest.id(),
                    about -> vmrun(about, "revertToSnapshot", nameOf(snapshotId, about)));
            return guest.info();
        });
    }

    @Override
    public Operation<String> delete(String snapshotId) {
        return guest.change("delete snapshot", source -> {
            driver.alone(
                    "delete snapshot", guest.id(), about -> vmrun(about, "deleteSnapshot", nameOf(snapshotId, about)));
            return snapshotId;
        });
    }

    private String nameOf(String id, ErrorFactory about) {
        SnapshotTree tree = tree(about);
        Snapshot snapshot = tree.find(id).orElseThrow(() -> about.notFound("there is no snapshot " + id));
        return tree.unambiguous(snapshot)
                .orElseThrow(() -> about.remedy("give one of them another name in the product's window")
                        .conflict("several snapshots are named " + snapshot.name()
                                + " at the same place, and vmrun knows them by nothing else"));
    }

    private void vmrun(ErrorFactory about, String verb, String name) {
        String file = driver.machine(guest.id(), about).file().toString();
        driver.vmrun().change(about, verb, file, name);
    }
}
