/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Bytes of files of the server, by the session that is open.
 *
 * <p>Implementations are thread-safe. A file is a path of the server with its query, encoded: {@code /folder/web/web.vmdk?dsName=a}. No
 * wait for the server is longer than {@code patience}, however long the whole takes.
 */
public interface FileTransport {
    /** Takes what a file holds as it comes; an IOException of the server's stream is told as one of the connection. */
    @FunctionalInterface
    interface Receiver {
        /** Takes it all. */
        void take(InputStream content, long length) throws IOException;
    }

    /** Gives what a file shall hold. */
    @FunctionalInterface
    interface Sender {
        /** Gives as many bytes as were announced. */
        void give(OutputStream content) throws IOException;
    }

    /** How many bytes a file has; throws NotFound if there is none. */
    long length(String file, Duration patience, ErrorFactory about);

    /** Reads a file; throws NotFound if there is none. */
    void read(String file, Duration patience, ErrorFactory about, Receiver receiver);

    /** Writes a file, instead of one that is there. */
    void write(String file, long length, Duration patience, ErrorFactory about, Sender sender);
}
