/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who logs in; asks for the password at each login, and keeps none. Immutable. */
final class Login {
    private final ConnectSpec spec;

    Login(ConnectSpec spec) {
        this.spec = spec;
    }

    Element[] arguments(ErrorFactory about) {
        Credentials credentials = spec.credentials()
                .credentials(spec.uri())
                .orElseThrow(() -> about.remedy("give it by " + CredentialsProvider.PASSWORD_VARIABLE
                                + ", a password file, or a CredentialsProvider")
                        .permissionDenied("the server wants a password, and there is none"));
        String user = user(spec.uri())
                .or(credentials::user)
                .orElseThrow(() -> about.remedy(
                                "write it into the URI: " + spec.uri().getScheme() + "://USER@HOST/")
                        .permissionDenied("the server wants a user name, and there is none"));
        return new Element[] {
            Element.ofText("userName", user), Element.ofText("password", new String(credentials.password()))
        };
    }

    private static Optional<String> user(URI uri) {
        @Nullable String user = uri.getUserInfo();
        return Optional.ofNullable(user).filter(name -> !name.isEmpty());
    }
}
