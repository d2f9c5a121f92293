/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API and a backend as named modules, in a layer of their own beside the tests' class path. */
class BackendsOnTheModulePathTest {
    private static final String PROVIDER = """
            package backends;
            import dev.hvsdk.api.*;
            import dev.hvsdk.spi.HypervisorProvider;
            public final class NAME implements HypervisorProvider {
                public NAME() { STATEMENT }
                public String id() { return "NAME".toLowerCase(java.util.Locale.ROOT); }
                public java.util.Set<String> schemes() { return java.util.Set.of(id()); }
                public int spiVersion() { return 1; }
                public Support<HypervisorProvider> probe() { return Support.available(this); }
                public Hypervisor open(ConnectSpec spec) { throw new UnsupportedOperationException(); }
            }
            """;

    private static String provider(String name, String statement) {
        return PROVIDER.replace("NAME", name).replace("STATEMENT", statement);
    }

    @Test
    void findsBackendsAndReportsBrokenOnes(@TempDir Path dir)
            throws IOException, URISyntaxException, ReflectiveOperationException {
        Path backends = Files.createDirectories(dir.resolve("backends"));
        ProviderPath.compile(
                backends,
                List.of("--module-path", modulePath()),
                "module test.backends { requires dev.hvsdk.api;"
                        + " provides dev.hvsdk.spi.HypervisorProvider with backends.First, backends.Broken, backends.Last; }",
                provider("First", ""),
                provider("Broken", "if (hashCode() != 0 || true) throw new IllegalStateException(\"no luck\");"),
                provider("Last", ""));

        ClassLoader loader = layerOf(backends).findLoader("test.backends");
        Class<?> hypervisors = loader.loadClass(Hypervisors.class.getName());
        assertThat(hypervisors).isNotSameAs(Hypervisors.class);
        Object found = hypervisors.getMethod("load", ClassLoader.class).invoke(null, loader);

        assertThat(hypervisors.getMethod("backends").invoke(found)).hasToString("[first, last]");
        assertThat(hypervisors.getMethod("problems").invoke(found))
                .asString()
                .contains("backends.Broken in module test.backends")
                .contains("no luck");
    }

    private static ModuleLayer layerOf(Path backends) throws URISyntaxException {
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration = boot.configuration()
                .resolve(ModuleFinder.of(api(), backends), ModuleFinder.of(), Set.of("dev.hvsdk.api", "test.backends"));
        return boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    }

    private static Path api() throws URISyntaxException {
        return Path.of(Hypervisors.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The API and its two modules of annotations, which a compiler needs and a program does not. */
    private static String modulePath() throws URISyntaxException {
        String annotations = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("apiguardian") || entry.contains("jspecify"))
                .collect(Collectors.joining(File.pathSeparator));
        return api() + File.pathSeparator + annotations;
    }
}
