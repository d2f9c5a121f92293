/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import dev.hvsdk.libvirt.internal.natives.VirStream;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.FileWork;
import dev.hvsdk.spi.support.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Fills a volume with a file, within one native call. Not thread-safe: one for each call. */
final class Upload {
    /** As much as one message of libvirt's holds with every version of it (VIR_NET_MESSAGE_LEGACY_PAYLOAD_MAX). */
    static final int BLOCK = 262_120;

    private final long volume;
    private final Transfer transfer;
    private final ErrorFactory errors;

    Upload(long volume, Transfer transfer, ErrorFactory errors) {
        this.volume = volume;
        this.transfer = transfer;
        this.errors = errors;
    }

    void run(Path file, StorageVolume present) {
        long size = new FileWork(file, errors).attempt(() -> size(file));
        refuseUnlessFits(file, size, present);
        if (size > 0) {
            new FileWork(file, errors).attempt(() -> send(file, size));
        }
    }

    private long size(Path file) throws IOException {
        long size = Files.size(file);
        if (!Files.isRegularFile(file)) {
            throw errors.hostFailure(file + " is no file");
        }
        return size;
    }

    /** An image of a format of its own is a file that may grow beyond what it holds, unless it is on a device. */
    private void refuseUnlessFits(Path file, long size, StorageVolume present) {
        boolean isRaw = present.format().filter(format -> !format.equals("raw")).isEmpty();
        boolean isOnDevice =
                present.path().filter(path -> path.startsWith("/dev/")).isPresent();
        long room = present.capacity().map(MemorySize::toBytes).orElse(Long.MAX_VALUE);
        if ((isRaw || isOnDevice) && size > room) {
            throw errors.remedy("resize the volume first")
                    .conflict(file + " of " + MemorySize.ofBytes(size) + " does not fit into "
                            + MemorySize.ofBytes(room));
        }
    }

    private Boolean send(Path file, long size) throws IOException {
        try (InputStream from = Files.newInputStream(file);
                NativeStream stream = new NativeStream(VirStorage.virStorageVolGetConnect(volume));
                Scope scope = new Scope()) {
            Vir.check(VirStorage.virStorageVolUpload(volume, stream.handle(), 0, size, 0));
            long memory = scope.allocate(BLOCK);
            byte[] block = new byte[BLOCK];
            for (long done = 0; done < size; transfer.moved(done, size)) {
                int length = from.readNBytes(block, 0, (int) Math.min(BLOCK, size - done));
                if (length == 0) {
                    throw errors.hostFailure(file + " became shorter while it was read");
                }
                Mem.setBytes(memory, length == BLOCK ? block : Arrays.copyOf(block, length));
                send(stream, memory, length);
                done += length;
            }
            transfer.end();
            stream.finish();
            return true;
        }
    }

    private static void send(NativeStream stream, long memory, int length) {
        int sent = 0;
        while (sent < length) {
            sent += Vir.check(VirStream.virStreamSend(stream.handle(), memory + sent, length - sent));
        }
    }
}
