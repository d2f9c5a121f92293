/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.api.NativeError;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;

/** Files by the HTTP of the server's own. Thread-safe. */
final class HttpFiles implements FileTransport {
    private static final int FIRST_OF_REFUSALS = 300;

    /** Makes a connection that has the session's right, and the transport's trust. */
    @FunctionalInterface
    interface Opener {
        HttpsURLConnection open(URI place, Deadline deadline) throws IOException;
    }

    private final URI server;
    private final Opener opener;
    private final Sockets sockets;
    private final Failures failures;

    HttpFiles(URI server, Opener opener, Sockets sockets, Failures failures) {
        this.server = server;
        this.opener = opener;
        this.sockets = sockets;
        this.failures = failures;
    }

    /** Work with a connection. */
    @FunctionalInterface
    private interface Work<T> {
        T on(HttpsURLConnection connection) throws IOException;
    }

    @Override
    public long length(String file, Duration patience, ErrorFactory about) {
        return run("HEAD", file, patience, about, connection -> {
            requireGood(connection, about);
            return length(connection, about);
        });
    }

    private static long length(HttpsURLConnection connection, ErrorFactory about) {
        long length = connection.getContentLengthLong();
        if (length < 0) {
            throw about.hostFailure("the server does not tell how long the file is");
        }
        return length;
    }

    @Override
    public void read(String file, Duration patience, ErrorFactory about, Receiver receiver) {
        run("GET", file, patience, about, connection -> {
            requireGood(connection, about);
            try (InputStream content = connection.getInputStream()) {
                receiver.take(content, length(connection, about));
            }
            return true;
        });
    }

    @Override
    public void write(String file, long length, Duration patience, ErrorFactory about, Sender sender) {
        run("PUT", file, patience, about, connection -> {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(length);
            connection.setRequestProperty("Content-Type", "application/octet-stream");
            try (OutputStream content = connection.getOutputStream()) {
                sender.give(content);
            }
            requireGood(connection, about);
            return true;
        });
    }

    private <T> T run(String method, String file, Duration patience, ErrorFactory about, Work<T> work) {
        Deadline deadline = Deadline.after(patience);
        try {
            return attempt(method, opener.open(server.resolve(file), deadline), work);
        } catch (SocketTimeoutException e) {
            throw failures.timedOut(deadline, about);
        } catch (IOException e) {
            throw sockets.isClosed() ? failures.closed(e, about) : failures.of(e, about);
        }
    }

    /** What was left off in the middle must not be used for the next call. */
    private static <T> T attempt(String method, HttpsURLConnection connection, Work<T> work) throws IOException {
        boolean isWhole = false;
        try {
            connection.setRequestMethod(method);
            T result = work.on(connection);
            isWhole = true;
            return result;
        } finally {
            if (!isWhole) {
                connection.disconnect();
            }
        }
    }

    private static void requireGood(HttpsURLConnection connection, ErrorFactory about) throws IOException {
        int status = connection.getResponseCode();
        if (status < FIRST_OF_REFUSALS) {
            return;
        }
        ErrorFactory with = about.nativeError(
                new NativeError("http", Integer.toString(status), String.valueOf(connection.getResponseMessage())));
        throw switch (status) {
            case 401, 403 -> with.permissionDenied("the server does not give its files to this user");
            case 404 -> with.notFound("the server has no such file");
            case 409 -> with.conflict("the file is in use");
            default -> with.hostFailure("the server answers " + status + " to " + connection.getRequestMethod());
        };
    }
}
