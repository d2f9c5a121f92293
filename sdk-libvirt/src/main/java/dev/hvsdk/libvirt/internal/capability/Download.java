/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import dev.hvsdk.libvirt.internal.natives.VirStream;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.FileWork;
import dev.hvsdk.spi.support.Transfer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes what a volume holds into a new file, within one native call. Not thread-safe: one for each call. */
final class Download {
    /** Libvirt's client keeps all that arrives until it is asked for, so that no more is ordered at a time. */
    private static final long RANGE = 16L << 20;

    /** {@code VIR_STORAGE_VOL_GET_PHYSICAL}: the allocation is how long the file or device is. */
    private static final int PHYSICAL = 1;

    /** In {@code struct _virStorageVolInfo} of libvirt-storage.h: an int, and two of 64 bits. */
    private static final int INFO_SIZE = 24;

    private static final int ALLOCATION = 16;

    private final long volume;
    private final Transfer transfer;
    private final ErrorFactory errors;

    Download(long volume, Transfer transfer, ErrorFactory errors) {
        this.volume = volume;
        this.transfer = transfer;
        this.errors = errors;
    }

    /** The file is made before the host is asked, and goes again if anything fails. */
    void run(Path target) {
        FileWork local = new FileWork(target, errors);
        OutputStream file = local.attempt(
                () -> Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        boolean isWhole = false;
        try {
            isWhole = local.attempt(() -> receiveAll(file));
        } finally {
            if (!isWhole) {
                local.attempt(() -> Files.deleteIfExists(target));
            }
        }
    }

    private Boolean receiveAll(OutputStream target) throws IOException {
        try (OutputStream file = target;
                Scope scope = new Scope()) {
            long memory = scope.allocate(Upload.BLOCK);
            long total = length(scope);
            long done = 0;
            while (done < total) {
                done = receive(file, memory, done, total);
            }
        }
        transfer.end();
        return true;
    }

    private long length(Scope scope) {
        long info = scope.allocate(INFO_SIZE);
        Vir.check(VirStorage.virStorageVolGetInfoFlags(volume, info, PHYSICAL));
        return Mem.int64(info + ALLOCATION);
    }

    /** One range of the volume. */
    private long receive(OutputStream file, long memory, long from, long total) throws IOException {
        long end = Math.min(total, from + RANGE);
        try (NativeStream stream = new NativeStream(VirStorage.virStorageVolGetConnect(volume))) {
            Vir.check(VirStorage.virStorageVolDownload(volume, stream.handle(), from, end - from, 0));
            long done = from;
            while (done < end) {
                done += receive(file, stream, memory);
                transfer.moved(done, total);
            }
            expectEnd(stream, memory);
            stream.finish();
        }
        return end;
    }

    /** Libvirt takes a stream for finished once its end was read. */
    private void expectEnd(NativeStream stream, long memory) {
        if (Vir.check(VirStream.virStreamRecv(stream.handle(), memory, Upload.BLOCK)) != 0) {
            throw errors.hostFailure("the host sent more of the volume than it was asked for");
        }
    }

    private int receive(OutputStream file, NativeStream stream, long memory) throws IOException {
        int length = Vir.check(VirStream.virStreamRecv(stream.handle(), memory, Upload.BLOCK));
        if (length == 0) {
            throw errors.hostFailure("the volume became shorter while it was read");
        }
        file.write(Mem.bytes(memory, length));
        return length;
    }
}
