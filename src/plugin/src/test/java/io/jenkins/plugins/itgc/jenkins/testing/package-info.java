/** What tests of the plugin have in common. */
package io.jenkins.plugins.itgc.jenkins.testing;
