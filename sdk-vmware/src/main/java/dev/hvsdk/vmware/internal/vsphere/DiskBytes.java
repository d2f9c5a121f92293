/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.FileWork;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Transfer;
import dev.hvsdk.vmware.internal.net.FileTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bytes of a disk as the guest sees them, by the server's files: those of the file beside the one that describes the disk. */
final class DiskBytes {
    private static final int BLOCK = 1 << 18;
    private static final String RAW = "raw";

    private final Datastore store;
    private final OperationSource<?> source;
    private final ErrorFactory about;
    private final FileTransport files;
    private final Duration patience;

    DiskBytes(Datastore store, OperationSource<?> source, ErrorFactory about) {
        this.store = store;
        this.source = source;
        this.about = about;
        this.files = store.vsphere().session().files();
        this.patience = store.vsphere().context().spec().deadlines().call();
    }

    /** A file of a server is written as a whole, so that behind the source there are zeros. */
    void upload(String volume, Path path) {
        FileWork local = new FileWork(path, about);
        long size = local.attempt(() -> size(path));
        String file = file(volume);
        long room = files.length(file, patience, about);
        if (size > room) {
            throw about.remedy("resize the volume first")
                    .conflict(path + " of " + MemorySize.ofBytes(size) + " does not fit into "
                            + MemorySize.ofBytes(room));
        }
        try (InputStream from = local.attempt(() -> Files.newInputStream(path))) {
            Transfer transfer = transfer("uploading");
            files.write(file, room, patience, about, to -> send(local, from, size, to, room, transfer));
        } catch (IOException e) {
            throw about.cause(e).hostFailure(path + " cannot be closed");
        }
    }

    private long size(Path path) throws IOException {
        long size = Files.size(path);
        if (!Files.isRegularFile(path)) {
            throw about.hostFailure(path + " is no file");
        }
        return size;
    }

    private void send(FileWork local, InputStream from, long size, OutputStream to, long room, Transfer transfer)
            throws IOException {
        byte[] block = new byte[BLOCK];
        for (long done = 0; done < size; transfer.moved(done, room)) {
            int most = (int) Math.min(BLOCK, size - done);
            int length = local.attempt(() -> from.readNBytes(block, 0, most));
            if (length == 0) {
                throw about.hostFailure(local.path() + " became shorter while it was read");
            }
            to.write(block, 0, length);
            done += length;
        }
        byte[] zeros = new byte[BLOCK];
        for (long done = size; done < room; transfer.moved(done, room)) {
            int length = (int) Math.min(BLOCK, room - done);
            to.write(zeros, 0, length);
            done += length;
        }
        transfer.end();
    }

    /** The file is made when the volume was found, and goes again if anything fails. */
    void download(String volume, Path path) {
        FileWork local = new FileWork(path, about);
        String file = file(volume);
        OutputStream to = local.attempt(
                () -> Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        boolean isWhole = false;
        try {
            isWhole = local.attempt(() -> receive(file, local, to));
        } finally {
            if (!isWhole) {
                local.attempt(() -> Files.deleteIfExists(path));
            }
        }
    }

    private Boolean receive(String file, FileWork local, OutputStream target) throws IOException {
        try (OutputStream to = target) {
            Transfer transfer = transfer("downloading");
            files.read(file, patience, about, (from, length) -> receive(local, from, length, to, transfer));
            transfer.end();
        }
        return true;
    }

    private void receive(FileWork local, InputStream from, long total, OutputStream to, Transfer transfer)
            throws IOException {
        byte[] block = new byte[BLOCK];
        long done = 0;
        for (int length = from.readNBytes(block, 0, BLOCK); length > 0; length = from.readNBytes(block, 0, BLOCK)) {
            int some = length;
            done += local.attempt(() -> {
                to.write(block, 0, some);
                return some;
            });
            transfer.moved(done, total);
        }
        if (done < total) {
            throw about.hostFailure("the server sent " + done + " of " + total + " bytes");
        }
    }

    private Transfer transfer(String name) {
        return new Transfer(store.vsphere().context().state(), source, name);
    }

    /** Others are in a form of the server's own, and their bytes would be no disk. */
    private String file(String volume) {
        StorageVolume found = new DiskBrowser(store, about).find(volume);
        if (found.format().filter(format -> !format.equals(RAW)).isPresent()) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "the server does not give or take the bytes of a disk of its kind, "
                            + found.format().get());
        }
        String path = Stream.of(DiskName.bytes(volume).split("/", -1))
                .map(DiskBytes::encoded)
                .collect(Collectors.joining("/"));
        return "/folder/" + path + "?dcPath=" + encoded(store.datacenterPath(about)) + "&dsName="
                + encoded(store.name());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
