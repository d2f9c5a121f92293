/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who logs in with each request; asked for once, since there are no sessions. Immutable. */
final class VmrestLogin {
    private final String token;
    private final String password;

    private VmrestLogin(String user, String password) {
        this.token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.password = password;
    }

    static VmrestLogin of(ConnectSpec spec, VmrestPlace place, ErrorFactory about) {
        Credentials credentials = spec.credentials()
                .credentials(spec.uri())
                .orElseThrow(() -> about.remedy("give the one that was set by vmrest -C, by "
                                + CredentialsProvider.PASSWORD_VARIABLE + ", a password file, or a CredentialsProvider")
                        .permissionDenied("vmrest wants a password, and there is none"));
        String user = place.findUser()
                .or(credentials::user)
                .orElseThrow(() -> about.remedy("write it into the URI: ?vmrest=http://USER@127.0.0.1:8697")
                        .permissionDenied("vmrest wants a user name, and there is none"));
        return new VmrestLogin(user, new String(credentials.password()));
    }

    /** As in RFC 7617. */
    String header() {
        return "Basic " + token;
    }

    /** A text of the server, which might repeat what it was sent. */
    String without(String text) {
        String hidden = text.replace(token, "***");
        return password.isEmpty() ? hidden : hidden.replace(password, "***");
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "VmrestLogin[hidden]";
    }
}
