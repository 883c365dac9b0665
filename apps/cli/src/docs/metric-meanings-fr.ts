/** What each metric means, in French: the scrape itself is English. */
export const METRIC_MEANINGS_FR: Readonly<Record<string, string>> = {
  tillbridge_task_runs_total:
    'Exécutions commencées : importations par connexion, et livraisons qui avaient quelque chose à envoyer.',
  tillbridge_task_failures_total:
    'Exécutions qui ont laissé quelque chose inachevé ; la raison est le code de la première cause, ou defect.',
  tillbridge_task_skipped_total:
    'Échéances sans exécution propre : running quand la précédente était encore au travail, missed quand personne ne travaillait. La suivante lit ce qu’elles auraient lu.',
  tillbridge_task_duration_seconds: 'Durée des exécutions.',
  tillbridge_task_last_run_timestamp_seconds: 'Quand ce processus a commencé une exécution pour la dernière fois.',
  tillbridge_task_last_success_timestamp_seconds:
    'Quand une exécution de ce processus s’est terminée pour la dernière fois avec tout de fait.',
  tillbridge_task_running: 'Exécutions en cours dans ce processus.',
  tillbridge_schedule_lag_seconds: 'De l’échéance la plus récente d’une exécution jusqu’à son début.',
  tillbridge_task_next_run_timestamp_seconds: 'Prochaine échéance de chaque connexion qui est lue automatiquement.',
  tillbridge_delivery_deadline_timestamp_seconds:
    'Avant quand la prochaine heure d’un emplacement doit être livrée à une sortie ; passé cet instant, le flux est en retard.',
  tillbridge_pos_requests_total: 'Requêtes envoyées au point de vente, chaque répétition comptée.',
  tillbridge_pos_request_failures_total:
    'Requêtes au point de vente restées sans réponse utilisable, par code de la cause.',
  tillbridge_pos_request_duration_seconds:
    'De l’envoi d’une requête à sa réponse entière ; l’attente due à la limite de débit n’y est pas.',
  tillbridge_pos_rate_limit_remaining:
    'Ce qui peut être demandé d’un coup au point de vente, dans son unité, après la dernière réponse.',
  tillbridge_pos_rate_limit_wait_seconds_total: 'Temps passé à attendre la limite de débit, ou avant une répétition.',
  tillbridge_clock_skew_seconds:
    'Avance de l’horloge de cette machine sur celle du point de vente, dont les réponses donnent des secondes entières.',
  tillbridge_plugin_info: 'Toujours 1 ; nomme chaque connecteur trouvé, et sa version.',
  tillbridge_plugin_up: '0 tant qu’un connecteur trouvé ne peut pas servir.',
  tillbridge_oauth_refreshes_total: 'Demandes d’un nouveau jeton d’accès.',
  tillbridge_oauth_refresh_failures_total: 'Demandes restées sans jeton, par code de la cause.',
  tillbridge_oauth_token_expiry_timestamp_seconds:
    'Fin de validité du jeton d’accès d’une connexion ; il est renouvelé automatiquement.',
  tillbridge_pos_records_total: 'Enregistrements lus, chaque lecture comptée.',
  tillbridge_pos_records_quarantined_total: 'Enregistrements illisibles, chaque lecture comptée.',
  tillbridge_imported_watermark_timestamp_seconds:
    'Jusqu’à quand un emplacement a été lu sans trou : tous ses magasins, ventes et pointages.',
  tillbridge_tally_cells_written_total: 'Cellules (un emplacement, une heure) ajoutées ou changées par un calcul.',
  tillbridge_tally_cells_restated_total:
    'Cellules parmi elles qui avaient d’autres chiffres avant : une annulation, un remboursement, un pointage corrigé.',
  tillbridge_delivery_attempts_total: 'Jours d’emplacement remis à une sortie, chaque tentative comptée.',
  tillbridge_delivery_failures_total: 'Jours d’emplacement qu’une sortie n’a pas pris, par code de la cause.',
  tillbridge_delivery_duration_seconds: 'Temps pris par une sortie pour un lot de jours d’emplacement.',
  tillbridge_delivery_cells_total: 'Cellules (un emplacement, une heure) des jours d’emplacement qu’une sortie a pris.',
  tillbridge_delivery_queue_items: 'Jours d’emplacement qui manquent à une sortie et partent automatiquement.',
  tillbridge_delivery_queue_oldest_timestamp_seconds:
    'Depuis quand les chiffres qui attendent le plus longtemps figurent dans les totaux ; absent quand rien n’attend.',
  tillbridge_delivery_dead_items:
    'Jours d’emplacement que le destinataire refuse définitivement, d’emplacements opérationnels ; une personne doit agir.',
  tillbridge_delivery_held_items: 'Jours d’emplacement qui attendent l’approbation de leur sortie.',
  tillbridge_output_paused:
    '1 tant que rien ne part vers une sortie parce qu’une personne ou son destinataire l’a arrêtée.',
  tillbridge_delivery_breaker_state:
    '1 pour l’état du disjoncteur d’une sortie : closed (fermé), open (destinataire en panne, les jours attendent), half_open (le prochain jour est un essai).',
  tillbridge_location_operational:
    '1 tant que le statut de l’emplacement laisse partir ses chiffres ; absent si aucun magasin ne l’alimente ce jour.',
  tillbridge_delivered_watermark_timestamp_seconds:
    'Jusqu’à quand une sortie a chaque heure d’un emplacement ; une correction en cours ne l’abaisse pas.',
  tillbridge_state_store_up: '1 tant que la base de données répond et a le schéma de cette version.',
  tillbridge_state_store_size_bytes: 'Ce que la base de données occupe sur son disque.',
  tillbridge_quarantined_records: 'Enregistrements illisibles, mis de côté avec leur raison.',
  tillbridge_connection_authorized: '0 tant qu’une personne doit connecter cette connexion (de nouveau).',
  tillbridge_connection_active: '0 tant qu’une personne a mis la connexion en pause.',
  tillbridge_connection_info: 'Toujours 1 ; nomme la connexion et son connecteur.',
  tillbridge_location_info: 'Toujours 1 ; nomme l’emplacement, sa connexion et sa région.',
  tillbridge_api_requests_total: 'Requêtes à l’API HTTP, par route et code de statut.',
  tillbridge_api_request_duration_seconds: 'Durée des requêtes à l’API HTTP.',
  tillbridge_audit_events_total: 'Changements faits par des personnes et des destinataires, par action.',
  tillbridge_build_info: 'Toujours 1 ; les étiquettes disent quelle version tourne sur quelle version de Node.',
  tillbridge_config_info: 'Toujours 1 ; l’étiquette est une empreinte des réglages, pour qu’un changement se voie.',
  tillbridge_log_messages_total: 'Lignes écrites au journal.',
  tillbridge_metric_source_failures_total:
    'Fois où un groupe de mesures n’a pas pu être lu à temps ; ses séries sont absentes jusque-là.',
};
