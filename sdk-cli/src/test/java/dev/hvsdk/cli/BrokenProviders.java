/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;

/** A class path on which providers are declared that cannot be used, each for another reason, and one that will not. */
final class BrokenProviders extends ClassLoader {
    private static final String SERVICES = "META-INF/services/" + HypervisorProvider.class.getName();
    private static final String DECLARATION = String.join(
            "\n",
            ThrowsWhenMade.class.getName(),
            "dev.hvsdk.cli.NoSuchProvider",
            TakesAnId.class.getName(),
            Moody.class.getName());

    BrokenProviders(ClassLoader parent) {
        super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(SERVICES)
                ? Collections.enumeration(Collections.singleton(declaration()))
                : super.getResources(name);
    }

    @SuppressWarnings("deprecation") // its successor came with 20
    private static URL declaration() throws IOException {
        return new URL(null, "memory:services", new InMemory());
    }

    /** Its own copies of the providers, as a jar on a class path has them: those of a named module are not found by a file. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(BrokenProviders.class.getName() + "$")) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (InputStream in = BrokenProviders.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class InMemory extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(DECLARATION.getBytes(StandardCharsets.UTF_8));
                }
            };
        }
    }

    /** What the providers have in common. */
    public abstract static class Template implements HypervisorProvider {
        @Override
        public String id() {
            return "moody";
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Set<String> schemes() {
            return Set.of(id());
        }

        @Override
        public Support<HypervisorProvider> probe() {
            return Support.available(this);
        }

        @Override
        public Hypervisor open(ConnectSpec spec) {
            throw new IllegalStateException("nobody opens " + URI.create(spec.toString()));
        }
    }

    /** Cannot be made. */
    public static final class ThrowsWhenMade extends Template {
        /** Throws. */
        public ThrowsWhenMade() {
            throw new IllegalStateException("the disk of the licence server is full");
        }
    }

    /** Has the id of another. */
    public static final class TakesAnId extends Template {
        /** As the loader of services wants it. */
        public TakesAnId() {}

        @Override
        public String id() {
            return "fake";
        }
    }

    /** Is well, and cannot be used here. */
    public static final class Moody extends Template {
        /** As the loader of services wants it. */
        public Moody() {}

        @Override
        public Support<HypervisorProvider> probe() {
            return Support.unavailable(Support.Reason.HOST_MISCONFIGURED, "the daemon does not run", "start it");
        }
    }
}
