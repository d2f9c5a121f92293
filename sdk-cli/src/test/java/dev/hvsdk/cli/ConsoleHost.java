/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.testkit.FakeHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A fake host whose guests have a console in the hands of the test. Thread-safe. */
final class ConsoleHost implements Console {
    private final FakeHost fake;
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private final PipedOutputStream written = new PipedOutputStream();
    private volatile boolean isOpen;
    private volatile boolean isReadOnly;

    ConsoleHost(FakeHost fake) {
        this.fake = fake;
    }

    /** What was sent to the guest so far. */
    String typed() {
        return typed.toString(StandardCharsets.ISO_8859_1);
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Whether the connection was opened for reading only. */
    boolean isReadOnly() {
        return isReadOnly;
    }

    /** The guest writes this. */
    void write(String text) throws IOException {
        written.write(text.getBytes(StandardCharsets.UTF_8));
        written.flush();
    }

    /** The guest stops. */
    void end() throws IOException {
        written.close();
    }

    @Override
    public ConsoleSession open() {
        try {
            isOpen = true;
            return new Open(new PipedInputStream(written));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<URI> displays() {
        return List.of(URI.create("vnc://127.0.0.1:5900"));
    }

    private final class Open implements ConsoleSession {
        private final InputStream output;

        Open(InputStream output) {
            this.output = output;
        }

        @Override
        public InputStream output() {
            return output;
        }

        @Override
        public OutputStream input() {
            return new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    if (octet == 4) {
                        throw new IOException("the line is dead");
                    }
                    typed.write(octet);
                }
            };
        }

        @Override
        public void close() {
            isOpen = false;
        }
    }

    /** A provider of it. */
    OneHost provider() {
        return new OneHost(this::open);
    }

    private Hypervisor open(ConnectSpec spec) {
        isReadOnly = spec.readOnly();
        Hypervisor host = fake.open(spec);
        return view(
                Hypervisor.class,
                host,
                (method, answer) ->
                        answer instanceof Optional<?> found ? found.map(guest -> withConsole((Guest) guest)) : answer);
    }

    private Guest withConsole(Guest guest) {
        return view(
                Guest.class,
                guest,
                (method, answer) -> method.getName().equals("capability") ? Support.available((Console) this) : answer);
    }

    static <T> T view(Class<T> type, T real, Change change) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return change.of(method, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** What is said instead of an answer. */
    @FunctionalInterface
    interface Change {
        Object of(Method method, Object answer);
    }
}
