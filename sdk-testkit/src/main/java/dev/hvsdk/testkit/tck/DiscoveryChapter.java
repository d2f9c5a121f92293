/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.Backend;
import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a program sees of a backend before it connects. */
abstract class DiscoveryChapter extends TckChapter {
    private HypervisorProvider provider() {
        return tested().provider();
    }

    @TckRule(
            id = "HV-101",
            statement = "id() is made of lower-case letters, digits and hyphens, and does not change",
            reason = "configurations and error messages name a backend by it",
            hint = "id() of the provider")
    void idIsAnIdentifier() {
        Expect.that(
                provider().id().matches("[a-z][a-z0-9-]*"),
                () -> "the id is '" + provider().id() + "'");
        Expect.equal(provider().id(), provider().id(), "the id, asked again,");
    }

    @TckRule(
            id = "HV-102",
            statement = "schemes() names the scheme of the subject's URI, in lower case",
            reason = "a backend is chosen by the scheme of a URI",
            hint = "schemes() of the provider, connection() of the subject")
    void schemesAreThoseOfTheUri() {
        Set<String> schemes = provider().schemes();
        Expect.that(
                schemes.stream().allMatch(scheme -> scheme.matches("[a-z][a-z0-9+.-]*")), () -> "they are " + schemes);
        String scheme = tested().connection().build().uri().getScheme().toLowerCase(Locale.ROOT);
        Expect.that(schemes.contains(scheme), () -> scheme + " is not among " + schemes);
    }

    @TckRule(
            id = "HV-103",
            statement = "spiVersion() is a version that this SDK speaks",
            reason = "a backend for a newer one is refused",
            hint = "spiVersion() of the provider: a literal number, at least 1")
    void spiVersionIsSpoken() {
        int version = provider().spiVersion();
        Expect.that(version >= 1 && version <= HypervisorProvider.SPI_VERSION, () -> "it is " + version);
    }

    @TckRule(
            id = "HV-104",
            statement = "probe() says that the backend can work here",
            reason = "programs offer the backends that can, and show the remedy of the others",
            hint = "probe() of the provider: it sees what the connection needs, and gives the provider itself")
    void probeSaysYes() {
        Support<HypervisorProvider> answer = provider().probe();
        WellFormed.check("probe()", answer);
        Expect.that(answer.isAvailable(), () -> "probe() says " + answer + ", and the subject connects all the same");
        Expect.equal(provider().id(), answer.require().id(), "the id of the provider that probe() gives");
    }

    @TckRule(
            id = "HV-105",
            statement = "open() refuses a URI of another backend with IllegalArgumentException",
            reason = "a typing error must not connect to something else",
            hint = "open() of the provider: it looks at the scheme before anything else")
    void foreignUrisAreRefused() {
        URI uri = tested().connection().build().uri();
        URI foreign = URI.create("hvtck-foreign:" + uri.getRawSchemeSpecificPart());
        Expect.thrown(
                IllegalArgumentException.class,
                "open(" + foreign + ")",
                () -> provider().open(ConnectSpec.of(foreign)));
    }

    @TckRule(
            id = "HV-106",
            statement = "Hypervisors.load() finds the backend, without a problem",
            reason = "users name a URI and no class",
            hint = "META-INF/services/dev.hvsdk.spi.HypervisorProvider and provides in module-info.java")
    void isFound() {
        Hypervisors found = Hypervisors.load();
        List<String> ids = found.backends().stream().map(Backend::id).toList();
        Expect.that(
                ids.contains(provider().id()), () -> "found were " + ids + ", and the problems " + found.problems());
    }

    @TckRule(
            id = "HV-107",
            statement = "info() names the backend, the host's software and the URI, without secrets",
            reason = "people have to see what they are connected with",
            hint = "info() of the connection; the URI is that of the ConnectSpec")
    void infoNamesTheHost() {
        HypervisorInfo info = host().info();
        Expect.equal(provider().id(), info.backend(), "the backend of info()");
        Expect.that(!info.product().isBlank(), () -> "the product is blank");
        Expect.equal(ConnectSpec.redact(tested().connection().build().uri()), info.uri(), "the URI of info()");
        Expect.that(info.version().filter(String::isBlank).isEmpty(), () -> "the version is blank");
    }
}
