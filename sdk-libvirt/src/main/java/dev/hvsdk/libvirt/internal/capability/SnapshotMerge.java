/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirBlock;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirSnapshot;
import dev.hvsdk.libvirt.xml.DiskSourceXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.SnapshotXml;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Deletes a snapshot that is kept outside of the disks: what was written since goes into the old files, on which the guest then
 * goes on. Libvirt up to 9.8 does not do that by itself. A newer file that the guest wrote to is removed where a pool has it; one in the
 * middle of a chain stays, because other disks may be based on it.
 *
 * <p>Used by the thread of its operation, and by those that cancel it.
 */
final class SnapshotMerge {
    private static final String OPERATION = "delete snapshot";
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** {@code virDomainSnapshotDeleteFlags}. */
    private static final int METADATA_ONLY = 2;

    /** {@code virDomainBlockCommitFlags}: into the next file below; of the file that the guest writes to. */
    private static final int SHALLOW = 1;

    private static final int ACTIVE = 4;

    /** {@code virDomainBlockJobAbortFlags}: the guest goes on with the result. */
    private static final int PIVOT = 2;

    /** {@code struct _virDomainBlockJobInfo}: type, bandwidth, done, total. */
    private static final int INFO_SIZE = 32;

    private static final int DONE = 16;
    private static final int TOTAL = 24;

    private final GuestAccess guest;
    private final String snapshot;
    private final OperationSource<String> source;

    /** Files that the guest wrote to, and that are part of others now. */
    private final List<String> leftBehind = new ArrayList<>();

    /** The disk whose job runs, for whoever cancels. */
    private volatile String disk = "";

    SnapshotMerge(GuestAccess guest, String snapshot, OperationSource<String> source) {
        this.guest = guest;
        this.snapshot = snapshot;
        this.source = source;
    }

    void run() {
        refuseIfStopped();
        SnapshotXml xml = guest.work(
                OPERATION,
                domain -> LibvirtSnapshots.withSnapshot(
                        domain,
                        snapshot,
                        found -> SnapshotXml.parse(Vir.take(VirSnapshot.virDomainSnapshotGetXMLDesc(found, 0)))));
        source.onCancel(this::cancel);
        xml.disks().stream()
                .filter(kept ->
                        kept.place().filter(SnapshotXml.Place.EXTERNAL::equals).isPresent())
                .forEach(this::merge);
        forget();
        leftBehind.forEach(file -> new MergedFile(guest, file).remove());
    }

    private void refuseIfStopped() {
        if (!guest.info().state().isActive()) {
            throw guest.errors(OPERATION)
                    .remedy("start the guest first")
                    .wrongState("files of disks are put together while the guest runs, and it is stopped");
        }
    }

    private void merge(SnapshotXml.Disk kept) {
        String target = kept.target().orElseThrow();
        String newer = kept.file().orElseThrow();
        disk = target;
        boolean isActive = writesTo(target, newer);
        guest.work(
                OPERATION,
                domain -> Vir.check(VirBlock.virDomainBlockCommit(
                        domain, target, null, isActive ? null : newer, 0, SHALLOW | (isActive ? ACTIVE : 0))));
        while (!isMerged(target, isActive)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        disk = "";
        refuseIfStillThere(newer);
        if (isActive) {
            leftBehind.add(newer);
        }
    }

    /** A job that was cancelled or failed is gone just as one that has ended is: what tells them apart is the chain of files. */
    private void refuseIfStillThere(String newer) {
        if (guest.definition().contains(quoted(newer))) {
            throw guest.errors(OPERATION)
                    .hostFailure("libvirt ended putting the files together before it was done; the snapshot stays");
        }
    }

    /** As libvirt writes it in a document. */
    static String quoted(String text) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;");
        return "'" + escaped + "'";
    }

    private boolean writesTo(String target, String file) {
        return DomainXml.parse(guest.definition())
                .findDisk(target)
                .flatMap(found -> found.source().flatMap(DiskSourceXml::path))
                .filter(file::equals)
                .isPresent();
    }

    /** Of the file in use, when the guest was switched; of another one, when there is no job any more. */
    private boolean isMerged(String target, boolean isActive) {
        return guest.work(OPERATION, domain -> {
            try (Scope scope = new Scope()) {
                long info = scope.allocate(INFO_SIZE);
                if (Vir.check(VirBlock.virDomainGetBlockJobInfo(domain, target, info, 0)) == 0) {
                    return true;
                }
                report(Mem.int64(info + DONE), Mem.int64(info + TOTAL));
                return isActive && pivot(domain, target);
            }
        });
    }

    private void report(long done, long total) {
        if (total > 0) {
            source.progress(Progress.of("merging", done, total, ProgressUnit.BYTES));
        }
    }

    /** False while there is more to copy, which libvirt says by refusing. */
    private static boolean pivot(long domain, String target) {
        if (VirBlock.virDomainBlockJobAbort(domain, target, PIVOT) == 0) {
            return true;
        }
        return Vir.<Boolean>unless(VirErrors.BLOCK_COPY_ACTIVE).orElse(false);
    }

    private boolean cancel() {
        String running = disk;
        if (running.isEmpty()) {
            return false;
        }
        return guest.call("cancel", domain -> VirBlock.virDomainBlockJobAbort(domain, running, 0) == 0);
    }

    private void forget() {
        guest.work(
                OPERATION,
                domain -> LibvirtSnapshots.withSnapshot(
                        domain,
                        snapshot,
                        found -> Vir.check(VirSnapshot.virDomainSnapshotDelete(found, METADATA_ONLY))));
    }
}
