#!/bin/sh
# Makes the files of docker/secrets that compose.yaml hands to the containers. What is there already stays as it is.
# Asks for the API client's id and secret unless POS_CLIENT_ID and POS_CLIENT_SECRET tell them. Run it with sudo: the files
# belong to group 10001, which the containers belong to, and nobody else may read them.
set -eu
umask 077
cd "$(dirname "$0")/secrets"

keep() { # name, contents
  printf '%s\n' "$2" > "$1.new"
  chgrp 10001 "$1.new"
  chmod 0640 "$1.new"
  mv "$1.new" "$1"
}

by_chance() { # name
  [ -s "$1" ] || keep "$1" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
}

by_question() { # name, value from the environment, question
  [ -s "$1" ] && return
  answer=$2
  while [ -z "$answer" ]; do
    printf '%s: ' "$3" >&2
    IFS= read -r answer || exit 1
  done
  keep "$1" "$answer"
}

by_chance database_password
by_chance grafana_password
by_question pos_client_id "${POS_CLIENT_ID:-}" 'Client id of the POS'
by_question pos_client_secret "${POS_CLIENT_SECRET:-}" 'Client secret of the POS'
